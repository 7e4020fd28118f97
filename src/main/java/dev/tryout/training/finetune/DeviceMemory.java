package dev.tryout.training.finetune;

import ai.djl.engine.EngineException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does not fit the device's memory. The system property {@value #SIMULATED_EXAMPLES} makes a device appear to hold no more
 * than so many examples at once, what the optimizer remembers counted as one of them while that is first made room for and while it
 * updates, and what an update takes besides as another: for trying out what a study does when memory runs out.
 */
final class DeviceMemory {
    static final String SIMULATED_EXAMPLES = "tryout.simulated_memory_examples";

    private static final Logger LOG = LoggerFactory.getLogger(DeviceMemory.class);

    private DeviceMemory() {}

    /** Something that takes memory, and may be begun again. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Does some work; where the device's memory does not hold it, again with half as many examples at once.
     *
     * @param release gives back what the engine keeps of the memory
     * @param sizes how many examples at once, halved here
     * @param examples how many there are
     * @throws EngineException where memory does not hold a single one
     */
    static <T, E extends Exception> T fitting(Runnable release, MicroBatches sizes, int examples, Work<T, E> work)
            throws E {
        while (true) {
            try {
                return work.run();
            } catch (EngineException fault) {
                if (!isExhausted(fault) || !sizes.halve(examples)) {
                    throw fault;
                }
                LOG.warn(
                        "The device's memory ran out: {} examples at a time from now on. {}",
                        sizes.size(),
                        fault.getMessage());
            }
            release.run();
        }
    }

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
