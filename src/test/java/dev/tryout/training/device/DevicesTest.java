package dev.tryout.training.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
    private static final List<Device> TWO_GPUS = Gpus.parse("0, NVIDIA H100 80GB HBM3, 81559\n1, NVIDIA L4, 23034\n");

    @Test
    void aCpuHasTheMemoryOfItsMachineAndAGpuItsOwn() {
        long machine = Device.cpu(1).totalMemoryBytes();
        assertThat(machine).isGreaterThan(Runtime.getRuntime().maxMemory() / 2);
        assertThat(new Device(Device.Kind.GPU, 0, "H100", 5, 1).totalMemoryBytes())
                .isEqualTo(5);
        assertThat(Devices.cpus(3)).hasSize(3).allMatch(device -> device.kind() == Device.Kind.CPU);
    }

    @Test
    void readsWhatTheDriverLists() {
        assertThat(TWO_GPUS)
                .extracting(Device::spelling, Device::describe, Device::memoryBytes)
                .containsExactly(
                        tuple("gpu:0", "gpu 0, NVIDIA H100 80GB HBM3", 81_559L << 20),
                        tuple("gpu:1", "gpu 1, NVIDIA L4", 23_034L << 20));
    }

    @Test
    void takesNoOtherLineForAGpu() {
        assertThat(Gpus.parse("No devices were found\n\n0, broken\nx, NVIDIA, 1\n0, NVIDIA, [N/A]\n"))
                .isEmpty();
    }

    @Test
    void givesEachGpuAWorkerAndElseTheCpuOne() {
        assertThat(Devices.forWorkers(0, TWO_GPUS, true, 8)).isEqualTo(TWO_GPUS);
        assertThat(Devices.forWorkers(1, TWO_GPUS, true, 8)).isEqualTo(TWO_GPUS.subList(0, 1));
        assertThat(Devices.forWorkers(0, List.of(), false, 8)).containsExactly(Device.cpu(8));
    }

    @Test
    void leavesGpusAloneThatTheEngineCannotUse() {
        assertThat(Devices.forWorkers(0, TWO_GPUS, false, 4)).containsExactly(Device.cpu(4));
    }

    @Test
    void sharesTheCoresAmongWorkersOnTheCpu() {
        assertThat(Devices.forWorkers(3, List.of(), false, 8))
                .containsExactly(Device.cpu(2), Device.cpu(2), Device.cpu(2));
        assertThat(Devices.forWorkers(4, List.of(), false, 2)).hasSize(4).allMatch(device -> device.threads() == 1);
        assertThat(Devices.forWorkers(4, TWO_GPUS, true, 8))
                .containsExactly(TWO_GPUS.get(0), TWO_GPUS.get(1), Device.cpu(4), Device.cpu(4));
    }

    @Test
    void findsLibtorchForCudaWhereItIsNamedOrCached(@TempDir Path folder) throws IOException {
        Path cpu = Files.createDirectories(folder.resolve("pytorch/2.7.1-cpu-linux-x86_64"));
        Files.createFile(cpu.resolve("libtorch_cpu.so"));
        assertThat(CudaLibraries.find(Map.of(), folder)).isEmpty();

        Path cuda = Files.createDirectories(folder.resolve("pytorch/2.7.1-cu128-linux-x86_64"));
        assertThat(CudaLibraries.find(Map.of(), folder)).isEmpty();
        Files.createFile(cuda.resolve("libtorch_cuda.so"));
        assertThat(CudaLibraries.find(Map.of(), folder)).contains(cuda);

        assertThat(CudaLibraries.find(Map.of(CudaLibraries.LIBRARY_PATH, cuda.toString()), cpu))
                .contains(cuda);
        assertThat(CudaLibraries.find(Map.of(CudaLibraries.LIBRARY_PATH, cpu.toString()), folder))
                .isEmpty();
    }
}
