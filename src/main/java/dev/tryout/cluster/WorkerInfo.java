package dev.tryout.cluster;

import dev.tryout.study.WorkerNeeds;
import dev.tryout.training.device.Device;

/**
 * Who a worker is.
 *
 * @param name unique among the workers of a study
 * @param device what it trains on, for people: "cpu, 2 threads" or "gpu 0, NVIDIA H100"
 * @param host where it is
 * @param kind of its device
 * @param memoryBytes that its device has: a GPU its own, a CPU its machine's; 0 where that is not known
 */
public record WorkerInfo(String name, String device, String host, Device.Kind kind, long memoryBytes) {
    /** A worker that has a device. */
    public static WorkerInfo of(String name, String host, Device device) {
        return new WorkerInfo(name, device.describe(), host, device.kind(), device.totalMemoryBytes());
    }

    /** Whether it has what a study asks for. */
    boolean fits(WorkerNeeds needs) {
        return needs.areMetBy(kind == Device.Kind.GPU, memoryBytes);
    }
}
