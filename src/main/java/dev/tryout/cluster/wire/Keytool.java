package dev.tryout.cluster.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Java platform's {@code keytool}, over PKCS12 stores of one password, which is never on a command line. */
final class Keytool {
    private static final String PASSWORD = "TRYOUT_KEYTOOL_PASSWORD";
    private static final long LIMIT_SECONDS = 60;

    private final Path folder;
    private final String password;

    /** @param folder where it runs */
    Keytool(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    void run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-noprompt", "-storetype", "PKCS12", "-storepass:env", PASSWORD));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool " + arguments[0] + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            process.destroy();
        }
    }
}
