package dev.tryout.training.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    @Test
    void risesInALineThenFallsInALine() {
        LearningRateSchedule schedule = new LearningRateSchedule(1.0, 10, 4, true);

        double[] expected = {0.2, 0.4, 0.6, 0.8, 1, 5.0 / 6, 4.0 / 6, 3.0 / 6, 2.0 / 6, 1.0 / 6};
        for (int step = 0; step < expected.length; step++) {
            assertThat(schedule.at(step)).isCloseTo(expected[step], within(1e-12));
        }
        assertThatThrownBy(() -> schedule.at(10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConstantScheduleStaysAtItsPeak() {
        LearningRateSchedule schedule = LearningRateSchedule.of(0.5, 100, 0.05, false);

        assertThat(schedule.warmupSteps()).isEqualTo(5);
        assertThat(schedule.at(5)).isEqualTo(0.5);
        assertThat(schedule.at(99)).isEqualTo(0.5);
    }

    @Property(tries = 200)
    void everyRateIsAboveZeroAndAtMostThePeak(
            @ForAll @IntRange(min = 1, max = 500) int steps, @ForAll @DoubleRange(min = 0, max = 1) double warmup) {
        LearningRateSchedule schedule = LearningRateSchedule.of(2e-4, steps, warmup, true);

        for (int step = 0; step < steps; step++) {
            assertThat(schedule.at(step)).isBetween(Double.MIN_NORMAL, 2e-4);
        }
    }
}
