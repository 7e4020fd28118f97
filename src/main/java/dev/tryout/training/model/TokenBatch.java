package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Texts as the model takes them, padded to the longest.
 *
 * @param ids token ids of shape (batch, length), 64-bit integers
 * @param mask 1 for a token, 0 for padding, of the same shape, 32-bit floats
 */
public record TokenBatch(NDArray ids, NDArray mask) {
    /** @param rows the token ids of each text */
    public static TokenBatch of(NDManager manager, int[][] rows) {
        int length = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
        long[] ids = new long[rows.length * length];
        float[] mask = new float[ids.length];
        for (int row = 0; row < rows.length; row++) {
            for (int token = 0; token < rows[row].length; token++) {
                ids[row * length + token] = rows[row][token];
                mask[row * length + token] = 1;
            }
        }
        Shape shape = new Shape(rows.length, length);
        return new TokenBatch(manager.create(ids, shape), manager.create(mask, shape));
    }
}
