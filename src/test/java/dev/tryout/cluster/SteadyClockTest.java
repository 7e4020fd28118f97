package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    @Test
    void goesOnFromTheTimeOfDayByWhatPassesAlone() {
        AtomicLong nanos = new AtomicLong(-5_000_000_000L);
        SteadyClock clock = new SteadyClock(1_000_000, nanos::get);
        assertThat(clock.getAsLong()).isEqualTo(1_000_000);
        nanos.addAndGet(2_500_999_999L);
        assertThat(clock.getAsLong()).isEqualTo(1_002_500);
    }
}
