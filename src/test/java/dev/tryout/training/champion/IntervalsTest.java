package dev.tryout.training.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    @Test
    void aHalfOfTenIsAsTheFormulaSays() {
        Intervals.Interval interval = Intervals.wilson(5, 10);

        assertThat(interval.low()).isCloseTo(0.236593, within(1e-6));
        assertThat(interval.high()).isCloseTo(0.763407, within(1e-6));
    }

    @Test
    void noneRightStillLeavesRoom() {
        assertThat(Intervals.wilson(0, 20).low()).isZero();
        assertThat(Intervals.wilson(0, 20).high()).isCloseTo(0.161125, within(1e-6));
    }

    @Property
    void theRateLiesWithinAndMoreExamplesNarrowIt(
            @ForAll @IntRange(min = 1, max = 5_000) int n, @ForAll @IntRange(max = 5_000) int k) {
        int successes = k % (n + 1);
        Intervals.Interval few = Intervals.wilson(successes, n);
        Intervals.Interval many = Intervals.wilson(10L * successes, 10L * n);

        double rate = (double) successes / n;
        assertThat(rate).isBetween(few.low() - 1e-12, few.high() + 1e-12);
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Intervals.wilson(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Intervals.wilson(3, 2)).hasMessageContaining("3 successes of 2");
    }
}
