package dev.tryout.training.device;

import java.nio.file.Path;
import java.util.ArrayList;
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
        int count = Math.max(1, workers);
        List<Device> devices = new ArrayList<>(usable);
        int onCpu = count - usable.size();
        for (int i = 0; i < onCpu; i++) {
            devices.add(Device.cpu(Math.max(1, cores / onCpu)));
        }
        return devices;
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
