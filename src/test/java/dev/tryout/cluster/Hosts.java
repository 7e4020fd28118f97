package dev.tryout.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tryout.cluster.wire.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hosts as network namespaces of this machine, each with an address, certificates and node configurations of its own, and a link to
 * one switch.
 */
final class Hosts implements AutoCloseable {
    private static final String SUBNET = "10.77.0.";
    private static final int FIRST = 11;
    private static final int DAYS = 2;

    private final Path folder;
    private final List<String> names;
    private final String prefix = "tryout" + ProcessHandle.current().pid();
    private final String hub = prefix + "hub";

    /** @param names of the hosts */
    Hosts(Path folder, List<String> names) throws Exception {
        this.folder = folder;
        this.names = List.copyOf(names);
        assumeTrue(
                ip("netns", "add", hub) == 0 && ip("-n", hub, "link", "add", "switch", "type", "bridge") == 0,
                "network faults are not tried here: making network namespaces needs Linux, the command ip and the rights of root");
        require("-n", hub, "link", "set", "switch", "up");
        CertificateAuthority authority = new CertificateAuthority(folder.resolve("tls"), DAYS);
        authority.create();
        configure();
        for (String name : names) {
            authority.issue(address(name));
            plug(name);
        }
    }

    private void plug(String name) throws Exception {
        String host = namespace(name);
        require("netns", "add", host);
        require("-n", hub, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", host);
        require("-n", hub, "link", "set", name, "master", "switch", "up");
        require("-n", host, "link", "set", "lo", "up");
        require("-n", host, "addr", "add", address(name) + "/24", "dev", "eth0");
        require("-n", host, "link", "set", "eth0", "up");
    }

    private void configure() throws IOException {
        Path target = Files.createDirectories(folder.resolve("cluster-conf"));
        for (String file : List.of("coordinator.conf", "worker.conf")) {
            Files.writeString(
                    target.resolve(file),
                    Files.readString(Path.of("cluster-conf", file))
                            .replace("# include \"tls.conf\"", "include \"tls.conf\""));
        }
        Files.writeString(target.resolve("tls.conf"), Files.readString(Path.of("cluster-conf", "tls.conf")));
    }

    String address(String name) {
        return SUBNET + (FIRST + names.indexOf(name));
    }

    private String namespace(String name) {
        return prefix + name;
    }

    /** What runs a command on a host. */
    List<String> on(String name) {
        return List.of(
                "ip",
                "netns",
                "exec",
                namespace(name),
                "env",
                "TRYOUT_HOME=" + folder,
                "TRYOUT_TLS=" + folder.resolve("tls").resolve(address(name)),
                "TRYOUT_HOST=" + address(name));
    }

    /** Takes a host's cable out. */
    void unplug(String name) throws Exception {
        require("-n", hub, "link", "set", name, "down");
    }

    /** Puts it in again. */
    void plugIn(String name) throws Exception {
        require("-n", hub, "link", "set", name, "up");
    }

    /** Nothing that a host sends to another arrives; what it receives does. */
    void mute(String from, String to) throws Exception {
        require("-n", namespace(from), "route", "add", "blackhole", address(to) + "/32");
    }

    /** It arrives again. */
    void unmute(String from, String to) throws Exception {
        require("-n", namespace(from), "route", "del", "blackhole", address(to) + "/32");
    }

    private static void require(String... arguments) throws Exception {
        if (ip(arguments) != 0) {
            throw new IOException("ip " + String.join(" ", arguments) + " failed");
        }
    }

    private static int ip(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (String name : names) {
            ip("netns", "del", namespace(name));
        }
        ip("netns", "del", hub);
    }
}
