package dev.tryout.training.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Which device each worker of this machine takes. */
public final class Devices {
    private Devices() {}

    /**
     * One device for each worker: the GPUs where there are any that the engine can use, else shares of the CPU's cores.
     *
     * @param workers how many, or 0 for one for each GPU, and a single one on the CPU
     */
    public static List<Device> forWorkers(int workers, List<Device> gpus, boolean cudaFound, int cores) {
        List<Device> usable = cudaFound ? gpus : List.of();
        if (!usable.isEmpty() && workers <= usable.size()) {
            return usable.subList(0, workers == 0 ? usable.size() : workers);
        }
        List<Device> devices = new ArrayList<>(usable);
        devices.addAll(shares(Math.max(1, workers) - usable.size(), cores));
        return devices;
    }

    private static List<Device> shares(int count, int cores) {
        return Collections.nCopies(count, Device.cpu(Math.max(1, cores / count)));
    }

    /** Shares of this machine's cores, whatever GPUs it has: one for each worker, or a single one for 0. */
    public static List<Device> cpus(int workers) {
        return shares(Math.max(1, workers), Runtime.getRuntime().availableProcessors());
    }

    /** The same for this machine as it is. */
    public static List<Device> forWorkers(int workers) {
        Map<String, String> environment = System.getenv();
        Path cache = CudaLibraries.engineCache(environment);
        boolean cudaFound = CudaLibraries.find(environment, cache).isPresent();
        return forWorkers(
                workers, Gpus.detect(), cudaFound, Runtime.getRuntime().availableProcessors());
    }
}
