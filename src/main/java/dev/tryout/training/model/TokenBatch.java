package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts as the model takes them, padded to the longest.
 *
 * @param ids token ids of shape (batch, length), 64-bit integers
 * @param mask 1 for a token, 0 for padding, of the same shape, 32-bit floats
 * @param types which segment each token is of, of the same shape, 64-bit integers; null where all are of the first
 */
public record TokenBatch(
        NDArray ids, NDArray mask, @Nullable NDArray types) {
    /** @param rows the tokens of each text or pair: {@link Token} */
    public static TokenBatch of(NDManager manager, int[][] rows) {
        int length = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
        long[] ids = new long[rows.length * length];
        long[] types = new long[ids.length];
        float[] mask = new float[ids.length];
        boolean hasPairs = false;
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                int token = rows[row][i];
                ids[row * length + i] = Token.id(token);
                types[row * length + i] = Token.type(token);
                mask[row * length + i] = 1;
                hasPairs |= Token.type(token) > 0;
            }
        }
        Shape shape = new Shape(rows.length, length);
        return new TokenBatch(
                manager.create(ids, shape),
                manager.create(mask, shape),
                hasPairs ? manager.create(types, shape) : null);
    }

    /**
     * The mask of a batch whose texts are not at hand.
     *
     * @param lengths of the texts, in tokens
     * @return 1 for a token, 0 for padding, of shape (batch, length), 32-bit floats
     */
    public static NDArray mask(NDManager manager, int[] lengths) {
        int length = Arrays.stream(lengths).max().orElse(0);
        float[] mask = new float[lengths.length * length];
        for (int row = 0; row < lengths.length; row++) {
            Arrays.fill(mask, row * length, row * length + lengths[row], 1);
        }
        return manager.create(mask, new Shape(lengths.length, length));
    }
}
