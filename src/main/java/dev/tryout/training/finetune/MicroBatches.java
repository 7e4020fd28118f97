package dev.tryout.training.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** How many examples are computed at once: a batch, or as many of it as the device's memory holds. */
final class MicroBatches {
    private final int intended;
    private int size;

    /**
     * @param intended by the trial's settings
     * @param limit what is known to fit the device
     */
    MicroBatches(int intended, int limit) {
        this.intended = intended;
        this.size = Math.min(intended, Math.max(1, limit));
    }

    /** The batch cut up, in its order; the last part may be smaller. */
    List<int[]> cut(int[] batch) {
        List<int[]> parts = new ArrayList<>();
        for (int start = 0; start < batch.length; start += size) {
            parts.add(Arrays.copyOfRange(batch, start, Math.min(batch.length, start + size)));
        }
        return parts;
    }

    /**
     * Fewer from now on: half of what did not fit.
     *
     * @param tried how many examples the batch had
     * @return whether there is anything to halve
     */
    boolean halve(int tried) {
        int before = Math.min(size, tried);
        size = Math.max(1, before / 2);
        return size < before;
    }

    int size() {
        return size;
    }

    /** The size, where memory made it smaller than was intended. */
    OptionalInt forced() {
        return size < intended ? OptionalInt.of(size) : OptionalInt.empty();
    }
}
