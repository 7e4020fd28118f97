package dev.tryout.cluster.wire;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Makes lines for people of what Akka says about what it refused: connections that do not speak the cluster's protocol, of which it
 * tells at DEBUG alone, and messages that it dropped, with which it prints a stack trace. One line of a kind and address in a minute.
 */
public final class WireLog extends TurboFilter {
    private static final String CONNECTIONS = "akka.stream.impl.io.TcpConnectionStage$TcpStreamLogic";
    private static final Set<String> DROPPED = Set.of(
            "akka.remote.artery.Decoder",
            "akka.remote.artery.Deserializer",
            "akka.remote.artery.MessageDispatcher",
            "akka.remote.artery.InboundHandshake",
            "akka.serialization.DisabledJavaSerializer");
    private static final Pattern ABORTED = Pattern.compile(
            "Aborting connection from (\\S+):(\\d+) because of downstream failure: (.*)", Pattern.DOTALL);
    private static final Pattern CLOSED = Pattern.compile(
            "Closing connection from (\\S+):(\\d+) because downstream cancelled stream without failure");
    private static final Pattern MAGIC = Pattern.compile("expected magic bytes, got \\[([^\\]]*)\\]");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
    private static final int KIND_LENGTH = 120;

    private final org.slf4j.Logger log = LoggerFactory.getLogger(WireLog.class);
    private final Seldom seldom = new Seldom();

    /** Has a context of loggers go through a filter. */
    public static void install(LoggerContext context) {
        WireLog filter = new WireLog();
        filter.setContext(context);
        filter.start();
        context.addTurboFilter(filter);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        if (logger.getName().equals(CONNECTIONS) && level == Level.DEBUG) {
            if (format == null) {
                return FilterReply.ACCEPT; // Asked whether it is worth saying anything at all.
            }
            connection(MessageFormatter.arrayFormat(format, arguments).getMessage());
            return FilterReply.DENY;
        }
        if (format != null && level.isGreaterOrEqual(Level.WARN) && DROPPED.contains(logger.getName())) {
            dropped(MessageFormatter.arrayFormat(format, arguments).getMessage(), failure);
            return FilterReply.DENY;
        }
        return FilterReply.NEUTRAL;
    }

    private void connection(String text) {
        Matcher aborted = ABORTED.matcher(text);
        Matcher closed = CLOSED.matcher(text);
        if (aborted.matches()) {
            String host = aborted.group(1);
            say(
                    host,
                    "refused a connection from " + host + " (port " + aborted.group(2) + "): "
                            + reason(aborted.group(3)));
        } else if (closed.matches() && ClusterTls.refusedJustNow()) {
            String host = closed.group(1);
            say(host, "closed the connection from " + host + " (port " + closed.group(2) + "), just after a refusal");
        }
    }

    private static String reason(String failure) {
        Matcher magic = MAGIC.matcher(failure);
        return magic.find()
                ? "what came is not the cluster's protocol; it began with the bytes " + magic.group(1)
                : failure.lines().findFirst().orElse("");
    }

    private void dropped(String text, @Nullable Throwable failure) {
        String line = text.lines().findFirst().orElse("") + (failure == null ? "" : ": " + failure);
        String kind = NUMBERS.matcher(line).replaceAll("0");
        say(kind.substring(0, Math.min(kind.length(), KIND_LENGTH)), "dropped what came over the wire: " + line);
    }

    private void say(String kind, String line) {
        seldom.due(kind).ifPresent(unsaid -> log.warn("{}{}", line, unsaid));
    }
}
