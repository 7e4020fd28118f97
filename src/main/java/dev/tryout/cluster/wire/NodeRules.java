package dev.tryout.cluster.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a node's configuration must fulfil before anything starts. A node that other machines can reach shows its certificate and
 * asks for theirs; a node without TLS stays on the loopback addresses of its machine.
 */
public final class NodeRules {
    private static final String ARTERY = "akka.remote.artery.";
    private static final String HOST = ARTERY + "canonical.hostname";
    private static final String BIND = ARTERY + "bind.hostname";
    private static final String ENGINE = ARTERY + "ssl.config-ssl-engine.";
    private static final Duration SOON = Duration.ofDays(14);

    private final Config config;
    private final String where;

    private NodeRules(Config config, String where) {
        this.config = config;
        this.where = where;
    }

    /**
     * The configuration, with the passwords of its stores in place.
     *
     * @param config resolved, with Akka's defaults
     * @param file that it came from, or null for the class path
     * @throws NodeConfigurationException with the file, the key, its value and the remedy, where it would not do
     */
    public static Config checked(Config config, @Nullable Path file) {
        String where = file == null ? "the node's configuration" : file.toString();
        NodeRules rules = new NodeRules(config, where);
        return rules.usesTls() ? new NodeRules(rules.withPasswords(), where).checkedTls() : rules.checkedLoopback();
    }

    private boolean usesTls() {
        return config.getString(ARTERY + "transport").equals("tls-tcp");
    }

    private Config checkedLoopback() {
        for (String key : List.of(HOST, BIND)) {
            String host = config.getString(key);
            if (!host.isEmpty() && !isLoopback(host)) {
                throw mistake(
                        key,
                        host,
                        "is no loopback address, so other machines could reach the node, and its transport is '"
                                + config.getString(ARTERY + "transport") + "', without TLS",
                        "make certificates with  ./tryout certificates  and have the file end with  include \"tls.conf\""
                                + "  (docs/guides/security.md), or set it to 127.0.0.1");
            }
        }
        for (String seed : config.getStringList("akka.cluster.seed-nodes")) {
            String host = seed.substring(seed.indexOf('@') + 1, Math.max(seed.lastIndexOf(':'), seed.indexOf('@') + 1));
            if (!isLoopback(host)) {
                throw mistake(
                        HOST,
                        config.getString(HOST),
                        "is an address of this machine alone, where " + seed
                                + ", which the node is to join, cannot reach it",
                        "set it to a name or address by which " + host
                                + " reaches this machine, and have the file end with  include \"tls.conf\"");
            }
        }
        return config;
    }

    private Config checkedTls() {
        require(ARTERY + "ssl.ssl-engine-provider", ClusterTls.class.getName());
        require(ENGINE + "require-mutual-authentication", "on", "true");
        require(ENGINE + "hostname-verification", "on", "true");
        require(ENGINE + "protocol", "TLSv1.3");
        NodeCertificate certificate = NodeCertificate.read(engine("key-store"), engine("key-store-password"));
        certificate.require(config.getString(HOST), engine("trust-store"), engine("trust-store-password"));
        if (certificate.endsWithin(SOON)) {
            LoggerFactory.getLogger(NodeRules.class)
                    .warn("{}: {} ends soon; make another in time", certificate.store(), certificate.describe());
        }
        return config;
    }

    private void require(String key, String... allowed) {
        String value = config.getString(key);
        if (Stream.of(allowed).noneMatch(value::equals)) {
            throw mistake(
                    key, value, "must be " + allowed[0], "remove it, and have the file end with  include \"tls.conf\"");
        }
    }

    /** The password is in the environment, or in a file of the folder; the configuration is no place for it. */
    private Config withPasswords() {
        String folder = config.getString("tryout.tls.folder");
        if (folder.isEmpty() && engine("key-store").startsWith("/node.p12")) {
            throw mistake(
                    "tryout.tls.folder",
                    "",
                    "is not set",
                    "set the environment variable TRYOUT_TLS to the folder that  ./tryout certificates  made for this host");
        }
        String password = config.getString("tryout.tls.password");
        return passwords(password.isEmpty() ? fromFile(Path.of(folder, "password")) : password)
                .withFallback(config);
    }

    private static String fromFile(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new NodeConfigurationException(
                    "the password of the certificate stores: cannot read " + file + " ("
                            + e.getClass().getSimpleName()
                            + "); put it there, or into the environment variable TRYOUT_TLS_PASSWORD",
                    e);
        }
    }

    private static Config passwords(String password) {
        return ConfigFactory.parseMap(Map.of(
                ENGINE + "key-store-password", password,
                ENGINE + "key-password", password,
                ENGINE + "trust-store-password", password));
    }

    private String engine(String key) {
        return config.getString(ENGINE + key);
    }

    private NodeConfigurationException mistake(String key, String value, String what, String remedy) {
        return new NodeConfigurationException(where + ": " + key + " is '" + value + "': it " + what + "; " + remedy);
    }

    /** A name that cannot be resolved here may be somebody's elsewhere. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
