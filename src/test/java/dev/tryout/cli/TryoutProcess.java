package dev.tryout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The command as a process of its own, as a user would start it. */
public final class TryoutProcess implements AutoCloseable {
    /** A deadline against hanging, far beyond what a slow machine needs. */
    private static final int LIMIT_SECONDS = 600;

    private final Process process;
    private final Path output;

    private TryoutProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code tryout} with these arguments in a folder; standard output and error go to one file. */
    public static TryoutProcess start(Path folder, String... arguments) throws IOException {
        return startUnder(List.of(), folder, arguments);
    }

    /** Does the same under a command that runs what follows it, as {@code nice} does. */
    public static TryoutProcess startUnder(List<String> prefix, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        if (System.getProperty("os.name").equals("Linux")) {
            // A build in the background ignores Ctrl-C, and so would its children.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // The jar where it is built, as for a user.
        String classPath = System.getProperty("tryout.jar", System.getProperty("java.class.path"));
        command.addAll(ClassArchive.options(classPath));
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "tryout", ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new TryoutProcess(process, output);
    }

    /** Runs the command to its end and returns it; fails where that takes too long. */
    public static TryoutProcess run(Path folder, String... arguments) throws IOException, InterruptedException {
        TryoutProcess started = start(folder, arguments);
        started.exitCode();
        return started;
    }

    public Process process() {
        return process;
    }

    /** What it printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for the end. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("did not end in " + LIMIT_SECONDS + " s; it printed:\n" + output());
        }
        return process.exitValue();
    }

    /** Waits until what it printed fulfils a condition. */
    public void awaitOutput(Predicate<String> condition) throws IOException, InterruptedException {
        for (int i = 0; i < 10 * LIMIT_SECONDS; i++) {
            if (condition.test(output())) {
                return;
            }
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + " too early; it printed:\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        close();
        throw new AssertionError("did not print it in " + LIMIT_SECONDS + " s, but:\n" + output());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
