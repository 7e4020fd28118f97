package dev.tryout.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.IVersionProvider;

/** Which versions are at work. */
final class Version implements IVersionProvider {
    static String tryout() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** By name, in the order to show. */
    static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Tryout", tryout());
        versions.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        versions.put(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores");
        versions.put("Akka", akka.Version.current());
        versions.put("DJL", String.valueOf(ai.djl.Model.class.getPackage().getImplementationVersion()));
        return versions;
    }

    @Override
    public String[] getVersion() {
        return all().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toArray(String[]::new);
    }
}
