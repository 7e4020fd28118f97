package dev.tryout.training.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.ScheduleSettings;
import dev.tryout.training.ScheduleSettings.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    @Test
    void risesInALineThenFallsInALine() {
        LearningRateSchedule schedule = new LearningRateSchedule(Kind.LINEAR, 1, 10, 4, 1);

        assertRates(schedule, 0.2, 0.4, 0.6, 0.8, 1, 5.0 / 6, 4.0 / 6, 3.0 / 6, 2.0 / 6, 1.0 / 6);
        assertThatThrownBy(() -> schedule.at(10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCosineIsHalfWayDownInTheMiddle() {
        assertRates(new LearningRateSchedule(Kind.COSINE, 2, 4, 0, 1), 2, 1 + Math.sqrt(0.5), 1, 1 - Math.sqrt(0.5));
    }

    @Test
    void aPolynomialFallsWithItsPower() {
        assertRates(new LearningRateSchedule(Kind.POLYNOMIAL, 1, 5, 1, 2), 0.5, 1, 9.0 / 16, 0.25, 1.0 / 16);
    }

    @Test
    void aConstantScheduleStaysAtItsPeak() {
        LearningRateSchedule schedule =
                LearningRateSchedule.of(new ScheduleSettings(Kind.CONSTANT, 0.05, 0, 1), 0.5, 100);

        assertThat(schedule.warmupSteps()).isEqualTo(5);
        assertThat(schedule.at(5)).isEqualTo(0.5);
        assertThat(schedule.at(99)).isEqualTo(0.5);
    }

    @Property(tries = 100)
    void whatDoesNotDependOnTheTotalIsTheSameUnderAnyTotal(
            @ForAll @IntRange(max = 300) int warmup, @ForAll @IntRange(min = 1, max = 200) int steps) {
        ScheduleSettings settings = new ScheduleSettings(Kind.CONSTANT, 0, warmup, 1);
        assertThat(settings.dependsOnTotal()).isFalse();

        LearningRateSchedule few = LearningRateSchedule.of(settings, 1e-3, steps);
        LearningRateSchedule many = LearningRateSchedule.of(settings, 1e-3, 3L * steps);
        for (int step = 0; step < steps; step++) {
            assertThat(few.at(step)).isEqualTo(many.at(step));
        }
    }

    @Property(tries = 200)
    void everyRateIsAboveZeroAndAtMostThePeak(
            @ForAll Kind kind,
            @ForAll @IntRange(min = 1, max = 500) int steps,
            @ForAll @IntRange(max = 600) int warmupSteps,
            @ForAll @DoubleRange(min = 0, max = 1) double warmup,
            @ForAll @DoubleRange(min = 0.1, max = 10) double power) {
        LearningRateSchedule schedule =
                LearningRateSchedule.of(new ScheduleSettings(kind, warmup, warmupSteps, power), 2e-4, steps);

        double before = 0;
        for (int step = 0; step < steps; step++) {
            double rate = schedule.at(step);
            assertThat(rate).isBetween(Double.MIN_NORMAL, 2e-4);
            if (step < schedule.warmupSteps()) {
                assertThat(rate).isGreaterThan(before);
            } else if (step > schedule.warmupSteps()) {
                assertThat(rate).isLessThanOrEqualTo(before);
            }
            before = rate;
        }
    }

    private static void assertRates(LearningRateSchedule schedule, double... expected) {
        for (int step = 0; step < expected.length; step++) {
            assertThat(schedule.at(step)).isCloseTo(expected[step], within(1e-12));
        }
    }
}
