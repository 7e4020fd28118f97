package dev.tryout.study;

import java.util.Locale;

/**
 * What a study asks of a worker's device.
 *
 * @param device its kind
 * @param memoryBytes how much memory it has at least: a GPU its own, a CPU its machine's; 0 where that does not matter
 */
public record WorkerNeeds(Device device, long memoryBytes) {
    /** Of a study that asks for nothing. */
    public static final WorkerNeeds NONE = new WorkerNeeds(Device.ANY, 0);

    /** The kinds of device that a study may ask for. */
    public enum Device {
        ANY,
        CPU,
        GPU;

        /** As a study file has it. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public WorkerNeeds {
        if (memoryBytes < 0) {
            throw new IllegalArgumentException("a device has 0 bytes of memory or more, got " + memoryBytes);
        }
    }

    /**
     * Whether a device has what is asked for.
     *
     * @param isGpu or else it is a CPU
     * @param bytes of memory that it has; 0 where that is not known
     */
    public boolean areMetBy(boolean isGpu, long bytes) {
        boolean isKind = device == Device.ANY || isGpu == (device == Device.GPU);
        return isKind && bytes >= memoryBytes;
    }

    /** In a few words: {@code a gpu with 16GB}. */
    public String describe() {
        String kind = device == Device.ANY ? "any device" : "a " + device.spelling();
        return memoryBytes == 0 ? kind : kind + " with " + MemorySize.spelling(memoryBytes);
    }
}
