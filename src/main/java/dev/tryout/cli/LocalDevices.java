package dev.tryout.cli;

import dev.tryout.study.MemorySize;
import dev.tryout.study.Refusal;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.studyfile.StudyFile;
import dev.tryout.training.device.Device;
import dev.tryout.training.device.Devices;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The devices of this machine that a study runs on, one for each worker.
 *
 * @param devices that have what the study asks for, at least one
 * @param wanted how many workers were asked for; 0 where the devices decide
 */
record LocalDevices(List<Device> devices, int wanted) {
    LocalDevices {
        devices = List.copyOf(devices);
    }

    /**
     * Chooses them.
     *
     * @param workers asked for on the command line, or null
     * @throws dev.tryout.studyfile.StudyFileException where no device of this machine has it
     */
    static LocalDevices of(StudyFile study, @Nullable Integer workers) {
        WorkerNeeds needs = study.study().needs();
        Integer named = workers != null ? workers : study.workers();
        int wanted = named == null ? 0 : named;
        List<Device> there =
                needs.device() == WorkerNeeds.Device.CPU ? Devices.cpus(wanted) : Devices.forWorkers(wanted);
        List<Device> fitting = there.stream()
                .filter(device -> needs.areMetBy(device.kind() == Device.Kind.GPU, device.totalMemoryBytes()))
                .toList();
        if (fitting.isEmpty()) {
            throw study.refused(List.of(new Refusal(
                    List.of("workers"),
                    "the study asks for " + needs.describe() + ", and this machine has "
                            + there.stream()
                                    .map(LocalDevices::describe)
                                    .distinct()
                                    .collect(Collectors.joining("; ")),
                    "run it where there is one, in a cluster that has one with --join HOST:PORT, or ask for less;"
                            + " ./tryout doctor says what is found here")));
        }
        return new LocalDevices(fitting, wanted);
    }

    /** In a line, for people. */
    String describe() {
        String all = devices.stream().map(Device::describe).collect(Collectors.joining("; "));
        return devices.size() < wanted
                ? all + " (of " + wanted + " workers, no more fit what the study asks for)"
                : all;
    }

    private static String describe(Device device) {
        long bytes = device.totalMemoryBytes();
        return device.describe() + ", " + (bytes == 0 ? "its memory unknown" : MemorySize.rounded(bytes));
    }
}
