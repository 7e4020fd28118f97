package dev.tryout.badinput;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connections that no node would make. */
final class Knock {
    private static final int ANSWER_LIMIT_MS = 2_000;

    private Knock() {}

    /** Sends bytes, and waits a little for the other side to hang up. */
    static void send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            exchange(socket, bytes);
        }
    }

    /** The same within TLS, trusting anybody and showing no certificate. */
    static void sendWithoutCertificate(int port, byte[] bytes) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            exchange(socket, bytes);
        }
    }

    private static void exchange(Socket socket, byte[] bytes) {
        try {
            socket.setSoTimeout(ANSWER_LIMIT_MS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            // Bytes that could begin a message are waited for; this side has waited long enough.
        } catch (IOException e) {
            // Hung up upon, as it should be.
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
