package dev.tryout.cli;

import dev.tryout.training.device.CudaLibraries;
import dev.tryout.training.device.Device;
import dev.tryout.training.device.Gpus;
import dev.tryout.training.device.MachineMemory;
import dev.tryout.training.engine.TorchEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout doctor}. */
@Command(
        name = "doctor",
        description = "Says what Tryout finds on this machine, and what to do about what it does not find.")
final class DoctorCommand implements Callable<Integer> {
    private static final long GIB = 1L << 30;
    private static final long NEEDED_DISK = 2 * GIB;
    private static final long NEEDED_MEMORY = 3 * GIB;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Mixin
    private Home home = new Home();

    @Spec
    private CommandSpec command = CommandSpec.create();

    /**
     * One thing that was looked at.
     *
     * @param remedy what to do about it; empty where all is well
     */
    record Finding(String subject, String found, String remedy) {}

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(cores());
        findings.add(memory());
        findings.addAll(devices(System.getenv()));
        findings.add(engine());
        findings.add(disk("studies", home.studies()));
        findings.add(disk("reports", home.reports()));
        findings.add(disk("engine cache", CudaLibraries.engineCache(System.getenv())));
        findings.add(ports());
        findings.add(configurations());
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(ObjectiveJson.JSON.writeValueAsString(findings));
        } else {
            print(findings, out);
        }
        return findings.stream().allMatch(finding -> finding.remedy().isEmpty()) ? ExitCode.OK : ExitCode.STATE;
    }

    private static void print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            out.printf("%-4s %-14s %s%n", finding.remedy().isEmpty() ? "ok" : "!!", finding.subject(), finding.found());
            if (!finding.remedy().isEmpty()) {
                out.printf("%-20s%s%n", "", finding.remedy());
            }
        }
        out.flush();
    }

    private static Finding java() {
        Path compiler = Path.of(System.getProperty("java.home"), "bin", "javac");
        boolean isKit = Files.exists(compiler) || Files.exists(compiler.resolveSibling("javac.exe"));
        return new Finding(
                "java",
                System.getProperty("java.vm.name") + " " + Runtime.version() + " in " + System.getProperty("java.home"),
                isKit ? "" : "this is a runtime without a compiler: install a JDK of 17 or newer to build");
    }

    private static Finding cores() {
        return new Finding("cores", String.valueOf(Runtime.getRuntime().availableProcessors()), "");
    }

    private static Finding memory() {
        long total = MachineMemory.bytes();
        return new Finding(
                "memory",
                gib(total),
                total >= NEEDED_MEMORY
                        ? ""
                        : "a worker wants " + gib(NEEDED_MEMORY) + ": expect it to be slow, or killed");
    }

    static List<Finding> devices(Map<String, String> environment) {
        List<Device> gpus = Gpus.detect();
        if (gpus.isEmpty()) {
            return List.of(new Finding("devices", "cpu; nvidia-smi lists no GPU", ""));
        }
        Optional<Path> libraries = CudaLibraries.find(environment, CudaLibraries.engineCache(environment));
        List<Finding> findings = new ArrayList<>();
        for (Device gpu : gpus) {
            findings.add(new Finding("devices", gpu.describe() + ", " + gib(gpu.memoryBytes()), ""));
        }
        findings.add(new Finding(
                "cuda",
                libraries.map(Path::toString).orElse("no libtorch for CUDA"),
                libraries.isPresent()
                        ? ""
                        : "the GPUs stay idle: install torch 2.7.1 for CUDA 12.8, and set " + CudaLibraries.LIBRARY_PATH
                                + " to the folder torch/lib in it"));
        return findings;
    }

    private static Finding engine() {
        try {
            return new Finding("engine", TorchEngine.start(Device.cpu(1)).describe(), "");
        } catch (RuntimeException e) {
            return new Finding(
                    "engine",
                    "does not load: " + e.getMessage(),
                    "Linux x86-64 and arm64, macOS arm64 and Windows x86-64 are supported; the first start needs 1 GiB in "
                            + CudaLibraries.engineCache(System.getenv()));
        }
    }

    private static Finding disk(String subject, Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            FileStore store = Files.getFileStore(existing);
            long free = store.getUsableSpace();
            String remedy = !Files.isWritable(existing)
                    ? "cannot be written: change its owner, or name another folder"
                    : free < NEEDED_DISK ? "make room: a study wants " + gib(NEEDED_DISK) : "";
            return new Finding(subject, folder.toAbsolutePath().normalize() + ", " + gib(free) + " free", remedy);
        } catch (IOException e) {
            return new Finding(subject, folder + ": " + e.getMessage(), "name another folder");
        }
    }

    private static Finding ports() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Finding("ports", "loopback, any free port, such as " + socket.getLocalPort(), "");
        } catch (IOException e) {
            return new Finding("ports", "loopback refuses: " + e.getMessage(), "allow TCP on the loopback interface");
        }
    }

    private static Finding configurations() {
        Path coordinator = Home.configuration("coordinator");
        return new Finding(
                "nodes",
                Files.exists(coordinator)
                        ? String.valueOf(
                                coordinator.toAbsolutePath().normalize().getParent())
                        : "no " + coordinator + "; the defaults serve",
                "");
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
    }
}
