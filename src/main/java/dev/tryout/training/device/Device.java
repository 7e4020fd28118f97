package dev.tryout.training.device;

/**
 * What a worker trains on.
 *
 * @param index of the GPU, counted from 0; 0 for the CPU
 * @param name for people
 * @param memoryBytes of the GPU; 0 where it was not asked, and for the CPU, which has the machine's
 * @param threads for computing on the CPU
 */
public record Device(Kind kind, int index, String name, long memoryBytes, int threads) {
    /** The kinds that Tryout trains on. */
    public enum Kind {
        CPU,
        GPU
    }

    public Device {
        if (index < 0 || threads < 1) {
            throw new IllegalArgumentException("no device with index " + index + " and " + threads + " threads");
        }
    }

    /** A CPU with a number of threads. */
    public static Device cpu(int threads) {
        return new Device(Kind.CPU, 0, "cpu", 0, threads);
    }

    /** What it computes with in all: the GPU's memory, or for the CPU the machine's; 0 where that is not known. */
    public long totalMemoryBytes() {
        return kind == Kind.GPU ? memoryBytes : MachineMemory.bytes();
    }

    /** As the worker command takes it: {@code cpu} or {@code gpu:0}. */
    public String spelling() {
        return kind == Kind.CPU ? "cpu" : "gpu:" + index;
    }

    /** In a few words. */
    public String describe() {
        return kind == Kind.CPU
                ? "cpu, " + threads + (threads == 1 ? " thread" : " threads")
                : "gpu " + index + ", " + name;
    }
}
