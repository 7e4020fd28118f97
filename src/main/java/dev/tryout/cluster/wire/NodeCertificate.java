package dev.tryout.cluster.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What a node shows to others, from its key store.
 *
 * @param store the PKCS12 file
 * @param chain its own certificate first, then those of its authority
 */
record NodeCertificate(Path store, List<X509Certificate> chain) {
    NodeCertificate {
        chain = List.copyOf(chain);
    }

    /** @throws NodeConfigurationException where there is not exactly one private key with its certificate */
    static NodeCertificate read(String file, String password) {
        Path path = Path.of(file);
        KeyStore store = open(path, password);
        try {
            List<String> keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .toList();
            if (keys.size() != 1) {
                throw new NodeConfigurationException(path + " holds " + keys.size()
                        + " private keys; a node's key store holds exactly one, with its certificate");
            }
            Certificate[] chain = store.getCertificateChain(keys.get(0));
            return new NodeCertificate(
                    path, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (GeneralSecurityException e) {
            throw unreadable(path, e);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeyStore open(Path path, String password) {
        if (!Files.isRegularFile(path)) {
            throw new NodeConfigurationException(path
                    + " is not there; tryout certificates makes it, or see docs/guides/security.md for a company's");
        }
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(path, e);
        }
    }

    private static NodeConfigurationException unreadable(Path path, Exception cause) {
        return new NodeConfigurationException(
                path + " cannot be opened as a PKCS12 store: " + cause.getMessage()
                        + "; its password is in the file 'password' beside it, or in TRYOUT_TLS_PASSWORD",
                cause);
    }

    X509Certificate own() {
        return chain.get(0);
    }

    String describe() {
        return Certificates.describe(own());
    }

    /** Whether it ends within so long. */
    boolean endsWithin(Duration time) {
        return own().getNotAfter().toInstant().isBefore(Instant.now().plus(time));
    }

    /**
     * Refuses what other nodes would refuse.
     *
     * @param host by which others reach this node
     * @throws NodeConfigurationException where it is of another authority, for another host, or not valid today
     */
    void require(String host, String trustFile, String password) {
        try {
            own().checkValidity();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new NodeConfigurationException(
                    store + ": " + describe() + " is not valid today; make another, or set the clock", e);
        }
        if (!Certificates.isFor(own(), host)) {
            throw new NodeConfigurationException(store + ": " + describe()
                    + " is not for this node, which others reach as "
                    + host + "; give akka.remote.artery.canonical.hostname a name from the certificate, or make a"
                    + " certificate for " + host);
        }
        Path trustPath = Path.of(trustFile);
        KeyStore trusted = open(trustPath, password);
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            X509Certificate[] shown = chain.toArray(X509Certificate[]::new);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    trust.checkServerTrusted(shown, "UNKNOWN");
                    trust.checkClientTrusted(shown, "UNKNOWN");
                }
            }
        } catch (GeneralSecurityException e) {
            throw new NodeConfigurationException(
                    store + ": " + describe() + " is not accepted by this node's own authorities in " + trustPath + ": "
                            + e.getMessage()
                            + "; both files must come from one authority, for servers and clients alike",
                    e);
        }
    }
}
