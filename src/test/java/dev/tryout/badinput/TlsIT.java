package dev.tryout.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.cluster.wire.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of two addresses under mutual TLS, and who may not join it; the study goes on whoever tries. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class TlsIT {
    private static final int DAYS = 30;

    @TempDir
    private static Path folder;

    private static Path home;
    private static Path ours;
    private static Path others;
    private static GuardedStudy study;

    @BeforeAll
    static void start() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        ours = authority("ours");
        others = authority("others");
        configure(home, "127.0.0.1", "127.0.0.2", ours);
        study = GuardedStudy.start(home);
    }

    @AfterAll
    static void end() {
        if (study != null) {
            study.close();
        }
    }

    private static Path authority(String name) throws IOException {
        Path made = folder.resolve(name);
        CertificateAuthority authority = new CertificateAuthority(made, DAYS);
        authority.create();
        for (String host : new String[] {"127.0.0.1", "127.0.0.2", "127.0.0.3", "gpu-9.example.org"}) {
            authority.issue(host);
        }
        return made;
    }

    /** The node configurations as they are shipped, with what the environment would say written out. */
    private static void configure(Path home, String coordinator, String worker, Path certificates) throws IOException {
        Path target = Files.createDirectories(home.resolve("cluster-conf"));
        Files.copy(Path.of("cluster-conf/tls.conf"), target.resolve("tls.conf"));
        for (String[] node : new String[][] {{"coordinator", coordinator}, {"worker", worker}}) {
            Files.writeString(
                    target.resolve(node[0] + ".conf"),
                    Files.readString(Path.of("cluster-conf", node[0] + ".conf"))
                                    .replace("# include \"tls.conf\"", "include \"tls.conf\"")
                            + "akka.remote.artery.canonical.hostname = \"" + node[1] + "\"\n"
                            + "tryout.tls.folder = \"" + certificates.resolve(node[1]) + "\"\n");
        }
    }

    private static String password(Path host) throws IOException {
        return Files.readString(host.resolve("password")).strip();
    }

    private static Stranger stranger(Path node, Path trust) throws IOException {
        return Stranger.withTls(node, trust, password(node), password(trust), study.address());
    }

    @FunctionalInterface
    private interface Attack {
        void make() throws Exception;
    }

    private static DynamicTest refused(String what, Attack attack, String... said) {
        return dynamicTest(what, () -> {
            attack.make();
            assertThat(study.awaitLine(said)).contains("WARN");
        });
    }

    private static DynamicTest stranger(String what, Path node, Path trust, String... said) {
        return dynamicTest(what, () -> {
            try (Stranger stranger = stranger(node, trust)) {
                assertThat(study.awaitLine(said)).contains("WARN");
                assertThat(stranger.joinsWithin(3)).isFalse();
            }
        });
    }

    /** What a person is told whose own node is refused: within the command's limit, and with another exit code than silence. */
    private static void anEditIsRefused() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        configure(elsewhere, "127.0.0.3", "127.0.0.3", others);
        Path wanted = Files.writeString(
                home.resolve("wanted.yaml"),
                Files.readString(home.resolve("guarded.yaml")).replace("trials: 2", "trials: 3"));
        String studies = home.resolve("studies").toString();
        try (TryoutProcess edit =
                TryoutProcess.run(elsewhere, "edit", "guarded", wanted.toString(), "--studies", studies)) {
            assertThat(edit.exitCode()).as(edit.output()).isEqualTo(3);
            assertThat(edit.output())
                    .contains("no connection to " + study.address())
                    .contains("the certificate of CN=127.0.0.1 (for 127.0.0.1; issued by CN=Tryout authority")
                    .contains("was not issued by an authority that this node trusts");
        }
    }

    private static void aWorkerIsRefused() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere-worker"));
        configure(elsewhere, "127.0.0.3", "127.0.0.3", others);
        try (TryoutProcess worker = TryoutProcess.run(
                elsewhere,
                "worker",
                "--join",
                study.address(),
                "--name",
                "stranger",
                "--device",
                "cpu",
                "--studies",
                "work")) {
            assertThat(worker.exitCode()).as(worker.output()).isEqualTo(3);
        }
        assertThat(Files.readString(elsewhere.resolve("work/logs/stranger.log")))
                .contains("stranger ends: no connection to " + study.address())
                .contains("was not issued by an authority that this node trusts");
    }

    private static void anOpenNodeWithoutTlsDoesNotStart() throws Exception {
        Path open = Files.createDirectories(folder.resolve("open"));
        Files.writeString(
                Files.createDirectories(open.resolve("cluster-conf")).resolve("coordinator.conf"),
                "akka.remote.artery.canonical.hostname = \"10.0.0.7\"\n");
        try (TryoutProcess run =
                TryoutProcess.run(open, "run", home.resolve("guarded.yaml").toString())) {
            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
            assertThat(run.output())
                    .contains("coordinator.conf: akka.remote.artery.canonical.hostname is '10.0.0.7'")
                    .contains("include \"tls.conf\"")
                    .doesNotContain("\tat ");
        }
        assertThat(open.resolve("studies")).doesNotExist();
    }

    @TestFactory
    Stream<DynamicTest> onlyNodesOfTheAuthorityJoinAndTheStudyEndsAsIfNobodyElseHadTried() throws IOException {
        int port = study.port();
        return Stream.of(
                refused(
                        "a browser",
                        () -> Knock.send(port, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                        "refused a connection to the cluster's port: what came is not the cluster's TLS"),
                refused(
                        "whose connection it was",
                        () -> Knock.send(port, new byte[100]),
                        "closed the connection from 127.0.0.1",
                        "just after a refusal"),
                dynamicTest("a hundred times random bytes give no flood", () -> {
                    for (int i = 0; i < 100; i++) {
                        Knock.send(port, new byte[] {(byte) i, 1, 2, 3, 4, 5});
                    }
                    assertThat(study.lines("refused a connection to")).hasSizeLessThan(5);
                }),
                refused(
                        "no certificate",
                        () -> Knock.sendWithoutCertificate(port, new byte[] {'A', 'K', 'K', 'A', 2}),
                        "the other side showed no certificate"),
                stranger(
                        "a certificate of another authority",
                        others.resolve("127.0.0.3"),
                        ours.resolve("127.0.0.3"),
                        "the certificate of CN=127.0.0.3",
                        "was not issued by an authority that this node trusts"),
                stranger(
                        "one who trusts another authority",
                        ours.resolve("127.0.0.3"),
                        others.resolve("127.0.0.3"),
                        "the other side does not accept this node's certificate"),
                stranger(
                        "a certificate for another host",
                        ours.resolve("gpu-9.example.org"),
                        ours.resolve("127.0.0.3"),
                        "no connection to 127.0.0.3",
                        "the certificate of CN=gpu-9.example.org (for gpu-9.example.org",
                        "is for another host"),
                dynamicTest("a node without TLS", () -> {
                    try (Stranger plain = Stranger.joiningPlain(study.address())) {
                        assertThat(plain.joinsWithin(5)).isFalse();
                    }
                }),
                dynamicTest("a command of another cluster is told so", TlsIT::anEditIsRefused),
                dynamicTest("a worker of another cluster is told so", TlsIT::aWorkerIsRefused),
                dynamicTest("a node that others could reach without TLS", TlsIT::anOpenNodeWithoutTlsDoesNotStart),
                dynamicTest("the study ends unharmed", study::endsUnharmed));
    }
}
