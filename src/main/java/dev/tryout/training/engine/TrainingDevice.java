package dev.tryout.training.engine;

import java.util.OptionalInt;

/**
 * The one device that a worker trains on.
 *
 * @param gpu the number of a GPU, or empty for the CPU
 * @param threads that the native engine uses on the CPU
 */
public record TrainingDevice(OptionalInt gpu, int threads) {
    public TrainingDevice {
        if (gpu.isPresent() && gpu.getAsInt() < 0) {
            throw new IllegalArgumentException("GPUs count from 0, got " + gpu.getAsInt());
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a worker needs 1 thread or more, got " + threads);
        }
    }

    /** Some of the CPU's cores. */
    public static TrainingDevice cpu(int threads) {
        return new TrainingDevice(OptionalInt.empty(), threads);
    }

    /** A GPU; one thread feeds it. */
    public static TrainingDevice gpu(int number) {
        return new TrainingDevice(OptionalInt.of(number), 1);
    }
}
