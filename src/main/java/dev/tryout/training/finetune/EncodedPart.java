package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.data.Example;
import dev.tryout.training.model.TextTokenizer;
import dev.tryout.training.model.TokenBatch;
import java.util.Arrays;
import java.util.List;

/** A part of the data as token ids, and batches of it as arrays. */
final class EncodedPart {
    private final int[][] ids;
    private final int[] labels;
    private final int[] lengths;

    EncodedPart(List<Example> examples, TextTokenizer tokenizer) {
        ids = tokenizer.encode(examples.stream().map(Example::text).toList());
        labels = examples.stream().mapToInt(Example::label).toArray();
        lengths = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            lengths[i] = ids[i].length;
        }
    }

    int size() {
        return ids.length;
    }

    int[] lengths() {
        return lengths;
    }

    int label(int example) {
        return labels[example];
    }

    /** Shape (batch), 64-bit integers. */
    NDArray labels(NDManager manager, int[] batch) {
        long[] values = new long[batch.length];
        for (int row = 0; row < batch.length; row++) {
            values[row] = labels[batch[row]];
        }
        return manager.create(values);
    }

    /** A batch of the part: {@link TokenBatch#of}. */
    TokenBatch tokens(NDManager manager, int[] batch) {
        int[][] rows = new int[batch.length][];
        for (int row = 0; row < batch.length; row++) {
            rows[row] = ids[batch[row]];
        }
        return TokenBatch.of(manager, rows);
    }

    /** The mask of such a batch, where its tokens are not needed. */
    NDArray mask(NDManager manager, int[] batch) {
        return TokenBatch.mask(
                manager, Arrays.stream(batch).map(row -> lengths[row]).toArray());
    }
}
