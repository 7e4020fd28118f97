package dev.tryout.cluster;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of day as it was when this clock was made, and what has passed since. Whoever sets the machine's clock meanwhile neither
 * spends a study's budget of time nor gives any back.
 */
final class SteadyClock implements LongSupplier {
    private final long startMs;
    private final LongSupplier nanos;
    private final long startNanos;

    SteadyClock() {
        this(System.currentTimeMillis(), System::nanoTime);
    }

    /**
     * A clock to test with.
     *
     * @param startMs milliseconds since 1970
     * @param nanos what passes, from any beginning
     */
    SteadyClock(long startMs, LongSupplier nanos) {
        this.startMs = startMs;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public long getAsLong() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startNanos);
    }
}
