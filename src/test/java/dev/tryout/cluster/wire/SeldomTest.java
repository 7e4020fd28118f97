package dev.tryout.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong clock = new AtomicLong();
    private final Seldom seldom = new Seldom(clock::get);

    @Test
    void saysOneOfAKindInAMinuteAndHowManyItLeftOut() {
        assertThat(seldom.due("a")).contains("");
        assertThat(seldom.due("a")).isEmpty();
        assertThat(seldom.due("b")).contains("");
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(seldom.due("a")).isEmpty();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(seldom.due("a")).contains(" (and 2 like it since this was last said)");
        assertThat(seldom.due("b")).contains("");
    }

    @Test
    void isNotFloodedByKinds() {
        long said = 0;
        for (int i = 0; i < 100_000; i++) {
            said += seldom.due("kind " + i).isPresent() ? 1 : 0;
        }
        assertThat(said).isEqualTo(1_001);
        clock.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(seldom.due("kind 100000")).contains("");
    }
}
