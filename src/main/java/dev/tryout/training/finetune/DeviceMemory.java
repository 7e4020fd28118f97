package dev.tryout.training.finetune;

import ai.djl.engine.EngineException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What does not fit the device's memory. The system property {@value #SIMULATED_EXAMPLES} makes a device appear to hold no more
 * than so many examples of a training step: for trying out what a study does when memory runs out.
 */
final class DeviceMemory {
    static final String SIMULATED_EXAMPLES = "tryout.simulated_memory_examples";

    private DeviceMemory() {}

    /** Whether the native engine failed for want of memory. */
    static boolean isExhausted(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException && saysSo(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /** As the engine's allocators say it: CUDA's, and the CPU's. */
    private static boolean saysSo(@Nullable String message) {
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return text.contains("out of memory")
                || text.contains("can't allocate memory")
                || text.contains("not enough memory");
    }

    /** @throws EngineException where the simulated device holds fewer examples */
    static void require(int examples) {
        if (examples > Integer.getInteger(SIMULATED_EXAMPLES, Integer.MAX_VALUE)) {
            throw new EngineException("out of memory (simulated) with " + examples + " examples");
        }
    }
}
