package dev.tryout.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nodes do not start, and what is said of their configuration. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the modes of files")
class NodeRulesTest {
    private static final Path FILE = Path.of("cluster-conf/worker.conf");
    private static final String HOST = "10.0.0.7";

    @TempDir
    private static Path made;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void makeCertificates() throws IOException {
        CertificateAuthority authority = new CertificateAuthority(made.resolve("ours"), 30);
        authority.create();
        authority.issue(HOST);
        authority.issue("gpu-1.example.org");
        CertificateAuthority other = new CertificateAuthority(made.resolve("others"), 30);
        other.create();
        other.issue(HOST);
    }

    private static Config config(String text) {
        return NodeRules.checked(
                ConfigFactory.parseString(text)
                        .withFallback(ConfigFactory.parseResources("tryout.conf"))
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve(),
                FILE);
    }

    /** As a node's configuration is that includes {@code tls.conf}. */
    private static String tls(Path folder, String more) throws IOException {
        return Files.readString(Path.of("cluster-conf/tls.conf"))
                + "akka.remote.artery.canonical.hostname = \"" + HOST + "\"\n"
                + "tryout.tls.folder = \"" + folder + "\"\n" + more;
    }

    private static void refused(String text, String... said) {
        assertThatThrownBy(() -> config(text))
                .isInstanceOf(NodeConfigurationException.class)
                .hasMessageContainingAll(said);
    }

    /** A copy of a good host's folder, to be spoilt. */
    private Path copy() throws IOException {
        for (String name : new String[] {"node.p12", "trust.p12", "password"}) {
            Files.copy(made.resolve("ours").resolve(HOST).resolve(name), temporary.resolve(name));
        }
        return temporary;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void loopbackNeedsNoTls(String host) {
        assertThat(config("akka.remote.artery.canonical.hostname = \"" + host + "\"")
                        .getString("akka.remote.artery.transport"))
                .isEqualTo("tcp");
    }

    @ParameterizedTest
    @CsvSource({
        "canonical.hostname,10.0.0.7",
        "bind.hostname,0.0.0.0",
        "bind.hostname,10.0.0.7",
        "canonical.hostname,::2"
    })
    void whatOthersCanReachNeedsTls(String key, String host) {
        refused(
                "akka.remote.artery." + key + " = \"" + host + "\"",
                "cluster-conf/worker.conf: akka.remote.artery." + key + " is '" + host + "'",
                "no loopback address",
                "include \"tls.conf\"",
                "127.0.0.1");
    }

    @Test
    void aLoopbackNodeCannotJoinAnotherMachine() {
        refused(
                "akka.cluster.seed-nodes = [\"akka://tryout@10.0.0.7:2551\"]",
                "canonical.hostname is '127.0.0.1'",
                "10.0.0.7:2551",
                "cannot reach it");
    }

    @Test
    void aCertificateForTheHostWillDo() throws IOException {
        Config config = config(tls(made.resolve("ours").resolve(HOST), ""));
        assertThat(config.getString("akka.remote.artery.ssl.config-ssl-engine.key-store-password"))
                .hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "akka.remote.artery.ssl.config-ssl-engine.require-mutual-authentication | off | must be on",
                "akka.remote.artery.ssl.config-ssl-engine.hostname-verification | off | must be on",
                "akka.remote.artery.ssl.config-ssl-engine.protocol | TLSv1 | must be TLSv1.3",
                "akka.remote.artery.ssl.ssl-engine-provider | akka.remote.artery.tcp.ConfigSSLEngineProvider | must be dev.tryout"
            })
    void noCheckCanBeLeftOut(String key, String value, String said) throws IOException {
        refused(
                tls(made.resolve("ours").resolve(HOST), key + " = \"" + value + "\"\n"),
                FILE + ": " + key + " is '" + value + "'",
                said);
    }

    @Test
    void theFolderMustBeNamed() throws IOException {
        refused(tls(Path.of(""), ""), "tryout.tls.folder", "TRYOUT_TLS");
    }

    @Test
    void thePasswordMustBeThereAndRight() throws IOException {
        Path folder = copy();
        Files.writeString(folder.resolve("password"), "another");
        refused(tls(folder, ""), "node.p12 cannot be opened as a PKCS12 store", "TRYOUT_TLS_PASSWORD");
        Files.delete(folder.resolve("password"));
        refused(tls(folder, ""), "cannot read " + folder.resolve("password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node.p12", "trust.p12"})
    void theStoresMustBeThere(String name) throws IOException {
        Path folder = copy();
        Files.delete(folder.resolve(name));
        refused(tls(folder, ""), folder.resolve(name) + " is not there", "tryout certificates");
    }

    @Test
    void theCertificateMustBeForTheHost() throws IOException {
        refused(
                tls(made.resolve("ours/gpu-1.example.org"), ""),
                "the certificate of CN=gpu-1.example.org (for gpu-1.example.org; issued by CN=Tryout authority",
                "is not for this node, which others reach as 10.0.0.7");
    }

    @Test
    void theCertificateMustBeOfTheAuthorityThatTheNodeTrusts() throws IOException {
        Path folder = copy();
        String password = Files.readString(folder.resolve("password")).strip();
        Path root = made.resolve("others/authority/ca.pem").toAbsolutePath();
        Files.delete(folder.resolve("trust.p12"));
        new Keytool(folder, password)
                .run("-importcert", "-alias", "authority", "-keystore", "trust.p12", "-file", root.toString());
        refused(tls(folder, ""), "is not accepted by this node's own authorities", "trust.p12");
    }

    @Test
    void theCertificateMustBeValidToday() throws IOException {
        Path folder = copy();
        String password = Files.readString(folder.resolve("password")).strip();
        Files.delete(folder.resolve("node.p12"));
        new Keytool(folder, password)
                .run(
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keystore",
                        "node.p12",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "san=ip:" + HOST,
                        "-startdate",
                        "-10d",
                        "-validity",
                        "5");
        refused(tls(folder, ""), "is not valid today");
    }

    @Test
    void theKeyStoreMustHoldAKey() throws IOException {
        Path folder = copy();
        Files.copy(folder.resolve("trust.p12"), folder.resolve("node.p12"), StandardCopyOption.REPLACE_EXISTING);
        refused(tls(folder, ""), "node.p12 holds 0 private keys");
    }
}
