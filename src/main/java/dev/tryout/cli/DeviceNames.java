package dev.tryout.cli;

import dev.tryout.training.device.Device;
import dev.tryout.training.device.Gpus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices as they are named on a command line. */
final class DeviceNames {
    private DeviceNames() {}

    /**
     * The devices named, or those that are there.
     *
     * @param names or null where none are named
     * @param threads for computing on the CPU, or null for what each device says
     */
    static List<Device> parse(@Nullable List<String> names, @Nullable Integer threads, List<Device> there) {
        if (threads != null && threads < 1) {
            throw new UserError(ExitCode.USAGE, "--threads must be at least 1, got " + threads);
        }
        if (names == null) {
            return there.stream().map(device -> with(device, threads)).toList();
        }
        int cores = threads != null ? threads : Runtime.getRuntime().availableProcessors();
        return names.stream().map(name -> parse(name, cores)).toList();
    }

    /** One device; a GPU that the driver does not list is left to the engine to find. */
    static Device parse(String name, int threads) {
        if (name.equals("cpu")) {
            return Device.cpu(threads);
        }
        if (name.matches("gpu:\\d{1,3}")) {
            int index = Integer.parseInt(name.substring(4));
            return Gpus.detect().stream()
                    .filter(gpu -> gpu.index() == index)
                    .findFirst()
                    .map(gpu -> new Device(gpu.kind(), index, gpu.name(), gpu.memoryBytes(), threads))
                    .orElseGet(() -> new Device(Device.Kind.GPU, index, "gpu", 0, threads));
        }
        throw new UserError(ExitCode.USAGE, "no device '" + name + "': use cpu, or gpu:0 and so on");
    }

    private static Device with(Device device, @Nullable Integer threads) {
        return threads == null || device.kind() == Device.Kind.GPU ? device : Device.cpu(threads);
    }
}
