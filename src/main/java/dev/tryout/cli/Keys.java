package dev.tryout.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys of the terminal, each as it is pressed, until it is closed; where there is no {@code stty}, a line at a time. */
final class Keys implements AutoCloseable {
    private static final File TERMINAL = new File("/dev/tty");
    private static final int LIMIT_SECONDS = 5;

    private final InputStream in;
    private final String settings;
    private final Thread hook = new Thread(this::restore, "terminal");

    private Keys(InputStream in, String settings) {
        this.in = in;
        this.settings = settings;
    }

    static Keys open() throws IOException, InterruptedException {
        String settings = stty("-g");
        Keys keys = new Keys(System.in, settings);
        if (!settings.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(keys.hook);
            stty("-icanon", "-echo");
        }
        return keys;
    }

    /** Whether {@code q} was pressed; waits for nothing. */
    boolean quit() throws IOException {
        while (in.available() > 0) {
            int key = in.read();
            if (key == 'q' || key == 'Q') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        restore();
        if (!settings.isEmpty()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook is running.
            }
        }
    }

    private void restore() {
        if (!settings.isEmpty()) {
            try {
                stty(settings);
            } catch (IOException e) {
                // The terminal is gone, and its settings with it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What stty prints; nothing where it cannot be used. */
    private static String stty(String... arguments) throws IOException, InterruptedException {
        if (!TERMINAL.canRead()) {
            return "";
        }
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? printed : "";
        } catch (IOException e) {
            return "";
        }
    }
}
