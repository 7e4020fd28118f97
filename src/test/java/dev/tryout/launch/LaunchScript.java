package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code cluster-conf/launch-cluster.sh}, with a folder of its own as the home of tryout, and this machine in place of others. */
final class LaunchScript {
    /** Against hanging, far beyond what a slow machine needs. */
    private static final int LIMIT_SECONDS = 600;

    private static final Path SCRIPT = Path.of("cluster-conf/launch-cluster.sh").toAbsolutePath();

    private final Path home;
    private final Path ssh;

    /** @param home of tryout, which gets an executable of this text */
    LaunchScript(Path home, String tryout) throws IOException {
        this.home = home;
        executable(home.resolve("tryout"), tryout);
        ssh = executable(home.resolve("ssh"), Files.readString(Path.of("src/test/resources/launch/ssh")));
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    record Result(int exitCode, String output) {
        Result succeeded() {
            assertThat(exitCode).as(output).isZero();
            return this;
        }

        Result failed(int expected) {
            assertThat(exitCode).as(output).isEqualTo(expected);
            return this;
        }
    }

    Result start(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("start", "--home", home.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--studies", studies().toString()));
        return command(command, Map.of("TRYOUT_SSH", "sh " + ssh));
    }

    /** Standard output and error together, and the exit code. */
    static Result command(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("launch", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end in " + LIMIT_SECONDS + " s:\n" + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    Path home() {
        return home;
    }

    Path studies() {
        return home.resolve("studies");
    }

    /** The process of that name, as the script wrote it down. */
    ProcessHandle process(String name) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(pidFile(name)).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    Path pidFile(String name) {
        return studies().resolve("cluster").resolve(name + ".pid");
    }

    /** What ssh was asked for. */
    List<String> hostsAsked() throws IOException {
        return Files.readAllLines(home.resolve("hosts.asked")).stream()
                .distinct()
                .toList();
    }

    /** The arguments of every process of the cluster. */
    List<String> commandLines() throws IOException {
        return Files.readAllLines(studies().resolve("cluster/plan")).stream()
                .filter(line -> line.startsWith("process "))
                .map(line -> line.split(" ", 7)[6])
                .toList();
    }
}
