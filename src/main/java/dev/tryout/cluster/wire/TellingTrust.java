package dev.tryout.cluster.wire;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another trusts, and says in words why not. */
final class TellingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;

    TellingTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    private static void tell(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            throw chain.length == 0 ? e : new CertificateException(reason(chain[0], e), e);
        }
    }

    private static String reason(X509Certificate certificate, CertificateException failure) {
        String text = Certificates.describe(certificate);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return text + " has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return text + " is not valid yet; is a clock wrong?";
            }
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
            return text + " is for another host";
        }
        return failure.getClass().getName().contains("validator")
                ? text + " was not issued by an authority that this node trusts"
                : text + " is not accepted: " + message;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        tell(chain, () -> trust.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        tell(chain, () -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        tell(chain, () -> trust.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        tell(chain, () -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        tell(chain, () -> trust.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        tell(chain, () -> trust.checkServerTrusted(chain, type));
    }

    /** None are named to the other side, or it would keep its certificate back and could not be told which one is refused. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
