package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.data.Example;
import dev.tryout.training.model.TokenBatch;
import java.util.Arrays;
import java.util.List;

/** A part of the data as token ids, and batches of it as arrays. */
final class EncodedPart {
    private final int[][] ids;
    private final double[] targets;
    private final int[] lengths;

    /** @param ids of each example's tokens, in the form of {@link dev.tryout.training.model.Token} */
    EncodedPart(List<Example> examples, int[][] ids) {
        if (ids.length != examples.size()) {
            throw new IllegalArgumentException(examples.size() + " examples and the tokens of " + ids.length);
        }
        this.ids = ids;
        targets = examples.stream().mapToDouble(Example::target).toArray();
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

    /** The index of the example's class. */
    int label(int example) {
        return (int) targets[example];
    }

    /** How many examples each class has. */
    int[] classCounts(int classes) {
        int[] counts = new int[classes];
        for (int example = 0; example < targets.length; example++) {
            counts[label(example)]++;
        }
        return counts;
    }

    /** The example's number, in its own unit; or the index of its class. */
    double target(int example) {
        return targets[example];
    }

    /** Classes of a batch, shape (batch), 64-bit integers. */
    NDArray labels(NDManager manager, int[] batch) {
        long[] values = new long[batch.length];
        Arrays.setAll(values, row -> label(batch[row]));
        return manager.create(values);
    }

    /** An example's tokens, in the form of {@link dev.tryout.training.model.Token}; not to be changed. */
    int[] tokens(int example) {
        return ids[example];
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
