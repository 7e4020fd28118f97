package dev.tryout.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which versions are at work. */
final class Version implements IVersionProvider {
    private static final Properties BUILT = built();

    private static Properties built() {
        Properties versions = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("versions.properties")) {
            if (in == null) {
                throw new IllegalStateException("versions.properties is not on the class path");
            }
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    static String tryout() {
        return BUILT.getProperty("tryout");
    }

    /** By name, in the order to show. */
    static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Tryout", tryout());
        versions.put("Akka", BUILT.getProperty("akka"));
        versions.put("DJL", BUILT.getProperty("djl"));
        versions.put("libtorch", BUILT.getProperty("libtorch"));
        versions.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        versions.put(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores");
        return versions;
    }

    @Override
    public String[] getVersion() {
        return all().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toArray(String[]::new);
    }
}
