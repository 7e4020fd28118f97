package dev.tryout.cli;

import dev.tryout.cluster.RunSettings;
import dev.tryout.training.device.CudaLibraries;
import dev.tryout.training.device.Device;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line and environment of a worker's process. */
final class WorkerProcess {
    private static final int NATIVE_ACCESS_SINCE = 24;

    private WorkerProcess() {}

    /**
     * A process that joins a cluster, and ends with this one.
     *
     * @param studies the folder of studies
     * @param logs where its log and its output go
     * @param coordinators {@code host:port}, one or several of them with commas
     * @param study whose trials it will surely have, or null where that is not known
     * @param fileCacheBytes what fetched files may take, for all workers of this machine together
     */
    static ProcessBuilder builder(
            String name,
            Device device,
            Path studies,
            Path logs,
            String coordinators,
            @Nullable RunSettings study,
            long fileCacheBytes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.add("-XX:ErrorFile=" + logs.resolve(name + "-crash.log"));
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        String classPath = classPath(device.kind());
        command.addAll(ClassArchive.options(classPath));
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(Main.class.getName(), WorkerProcessCommand.NAME));
        command.addAll(List.of("--join", coordinators, "--name", name, "--device", device.spelling()));
        command.addAll(List.of("--threads", String.valueOf(device.threads())));
        command.addAll(List.of("--studies", studies.toString(), "--logs", logs.toString()));
        command.addAll(List.of("--file-cache-bytes", String.valueOf(fileCacheBytes)));
        if (study != null) {
            command.addAll(List.of("--prepare", ObjectiveJson.write(study)));
        }
        Path output = logs.resolve(name + ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("OMP_WAIT_POLICY", "PASSIVE");
        environment.put("OMP_NUM_THREADS", String.valueOf(device.threads()));
        if (device.kind() == Device.Kind.GPU) {
            CudaLibraries.find(environment, CudaLibraries.engineCache(environment))
                    .ifPresent(folder -> environment.put(CudaLibraries.LIBRARY_PATH, folder.toString()));
        }
        return builder;
    }

    /** This process's class path; for a GPU each jar by itself, without the artifact that holds the engine to the CPU. */
    private static String classPath(Device.Kind kind) {
        String own = System.getProperty("java.class.path");
        if (kind == Device.Kind.CPU) {
            return own;
        }
        List<String> entries = new ArrayList<>();
        for (String entry : own.split(File.pathSeparator)) {
            entries.add(entry);
            entries.addAll(namedByManifest(Path.of(entry)));
        }
        return entries.stream()
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("pytorch-native-cpu"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> namedByManifest(Path entry) {
        if (!Files.isRegularFile(entry) || !entry.toString().endsWith(".jar")) {
            return List.of();
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (named == null) {
                return List.of();
            }
            List<String> paths = new ArrayList<>();
            for (String relative : named.split(" ")) {
                Path path = entry.toAbsolutePath().resolveSibling(relative);
                if (Files.exists(path)) {
                    paths.add(path.toString());
                }
            }
            return paths;
        } catch (IOException e) {
            return List.of(); // No readable jar: the class loader will say so.
        }
    }
}
