package dev.tryout.training.finetune;

import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.TorchEngine;
import java.util.Arrays;
import java.util.OptionalInt;

/** Passes over examples without gradients, in large batches, or in as small ones as the device's memory holds. */
final class Inference {
    private static final int BATCH = 128;
    private static final int BATCH_TOKENS = 8_192;

    private final Workbench workbench;
    private final MicroBatches sizes;

    /** What is done with some examples; begun anew where it throws for want of memory. */
    @FunctionalInterface
    interface Pass<E extends Exception> {
        /** @param manager for what is made on the way */
        void of(NDManager manager, int[] examples) throws E;
    }

    /** @param limit how many examples are known to fit the device's memory at once */
    Inference(Workbench workbench, int limit) {
        this.workbench = workbench;
        this.sizes = new MicroBatches(BATCH, limit);
    }

    /**
     * Passes over every example once, by length.
     *
     * @param lengths of the examples, in tokens
     */
    <E extends Exception> void over(int[] lengths, Heartbeat heartbeat, Pass<E> pass) throws E, InterruptedException {
        int done = 0;
        try (TorchEngine.Scope off = workbench.engine().withoutGradients()) {
            for (int[] batch : Batches.byLength(lengths, BATCH, BATCH_TOKENS)) {
                heartbeat.beat((double) done / lengths.length);
                for (int start = 0; start < batch.length; ) {
                    start += some(Arrays.copyOfRange(batch, start, batch.length), pass);
                }
                done += batch.length;
            }
        }
    }

    /** How many of them were passed over: all, or as many as fit. */
    private <E extends Exception> int some(int[] examples, Pass<E> pass) throws E {
        return DeviceMemory.fitting(workbench.engine()::releaseCachedMemory, sizes, examples.length, () -> {
            int[] part = sizes.cut(examples).get(0);
            DeviceMemory.require(part.length);
            try (NDManager manager = workbench.manager().newSubManager()) {
                pass.of(manager, part);
            }
            return part.length;
        });
    }

    /** How many examples at once, where memory made it fewer than was intended. */
    OptionalInt forced() {
        return sizes.forced();
    }
}
