package dev.tryout.cluster.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets one thing of a kind through in a minute, so that nobody can fill a log by knocking. */
final class Seldom {
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_KINDS = 1_000;
    private static final String OTHERS = "others";

    private static final class Last {
        private long nanos;
        private int since;
    }

    private final LongSupplier nanoTime;
    private final Map<String, Last> kinds = new LinkedHashMap<>();

    Seldom() {
        this(System::nanoTime);
    }

    Seldom(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What to add to a line that may be said, or empty where it is to be left out.
     *
     * @param kind the thousand kinds of the last minute are told apart, what exceeds them counts as one
     */
    synchronized Optional<String> due(String kind) {
        long now = nanoTime.getAsLong();
        if (kinds.size() >= MAX_KINDS) {
            kinds.values().removeIf(last -> now - last.nanos >= WINDOW_NANOS);
        }
        String counted = kinds.containsKey(kind) || kinds.size() < MAX_KINDS ? kind : OTHERS;
        Last last = kinds.get(counted);
        if (last == null) {
            last = new Last();
            kinds.put(counted, last);
        } else if (now - last.nanos < WINDOW_NANOS) {
            last.since++;
            return Optional.empty();
        }
        String unsaid = last.since == 0 ? "" : " (and " + last.since + " like it since this was last said)";
        last.nanos = now;
        last.since = 0;
        return Optional.of(unsaid);
    }
}
