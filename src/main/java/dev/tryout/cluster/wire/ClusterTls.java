package dev.tryout.cluster.wire;

import akka.actor.ActorSystem;
import akka.event.EventStream;
import akka.remote.artery.tcp.ConfigSSLEngineProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a cluster: that of Akka's configuration, with the refusals told. Akka drops a connection whose handshake fails
 * without a word on the side that refuses, so the engines are wrapped. Named in {@code tls.conf}, made by Akka.
 */
public final class ClusterTls extends ConfigSSLEngineProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterTls.class);
    private static final String ALERT = "Received fatal alert: ";

    private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final AtomicLong LAST_REFUSAL = new AtomicLong(System.nanoTime() - MOMENT_NANOS);

    private final EventStream events;
    private final Seldom seldom = new Seldom();

    /** Made by Akka, with this one parameter. */
    public ClusterTls(ActorSystem system) {
        super(system);
        events = system.eventStream();
    }

    @Override
    public TrustManager[] trustManagers() {
        return Arrays.stream(super.trustManagers())
                .map(trust -> trust instanceof X509ExtendedTrustManager full ? new TellingTrust(full) : trust)
                .toArray(TrustManager[]::new);
    }

    @Override
    public SSLEngine createServerSSLEngine(String host, int port) {
        return new TellingEngine(super.createServerSSLEngine(host, port), this::refusedIncoming);
    }

    @Override
    public SSLEngine createClientSSLEngine(String host, int port) {
        String address = host + ":" + port;
        return new TellingEngine(super.createClientSSLEngine(host, port), failure -> {
            Refusal refusal = new Refusal(address, outgoing(failure));
            refused(refusal.toString(), refusal.toString());
            events.publish(refusal);
        });
    }

    /** An engine does not know whose connection it is: whoever closes it does, a moment later. */
    static boolean refusedJustNow() {
        return System.nanoTime() - LAST_REFUSAL.get() < MOMENT_NANOS;
    }

    private void refused(String kind, String text) {
        LAST_REFUSAL.set(System.nanoTime());
        seldom.due(kind).ifPresent(unsaid -> LOG.warn("{}{}", text, unsaid));
    }

    private void refusedIncoming(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        String what = "refused a connection to the cluster's port: ";
        if (message.startsWith(Certificates.DESCRIPTION)) {
            refused(message, what + message);
        } else if (message.startsWith(ALERT)) {
            String alert = message.substring(ALERT.length());
            refused(alert, what + "the other side does not accept this node's certificate (" + alert + ")");
        } else if (message.startsWith("Empty client certificate chain")) {
            refused(message, what + "the other side showed no certificate");
        } else {
            refused("noise", what + "what came is not the cluster's TLS: " + message);
        }
    }

    private String outgoing(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(ALERT)
                ? "refused by the other side, which does not accept "
                        + NodeCertificate.read(SSLKeyStore(), SSLKeyStorePassword())
                                .describe() + " ("
                        + message.substring(ALERT.length())
                        + "); both nodes need certificates of one authority"
                : message;
    }
}
