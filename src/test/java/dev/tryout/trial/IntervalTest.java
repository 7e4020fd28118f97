package dev.tryout.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void agreesWithTheTextbook() {
        Interval half = Interval.wilson(0.5, 100);
        assertThat(half.low()).isCloseTo(0.4038, within(1e-4));
        assertThat(half.high()).isCloseTo(0.5962, within(1e-4));
        Interval none = Interval.wilson(0, 10);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.2775, within(1e-4));
        Interval fiveOfTen = Interval.wilson(0.5, 10);
        assertThat(fiveOfTen.low()).isCloseTo(0.236593, within(1e-6));
        assertThat(fiveOfTen.high()).isCloseTo(0.763407, within(1e-6));
    }

    @Property
    void holdsTheProportionAndStaysBetweenZeroAndOne(
            @ForAll @DoubleRange(max = 1) double proportion, @ForAll @IntRange(min = 1, max = 1_000_000) int examples) {
        Interval interval = Interval.wilson(proportion, examples);
        assertThat(interval.low()).isBetween(0.0, proportion + 1e-12);
        assertThat(interval.high()).isBetween(proportion - 1e-12, 1.0);
    }

    @Property
    void moreExamplesMakeItNarrower(
            @ForAll @DoubleRange(max = 1) double proportion, @ForAll @IntRange(min = 1, max = 100_000) int examples) {
        Interval few = Interval.wilson(proportion, examples);
        Interval many = Interval.wilson(proportion, examples * 2);
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    @Test
    void refusesWhatIsNoProportion() {
        assertThatThrownBy(() -> Interval.wilson(1.2, 10)).hasMessageContaining("1.2");
        assertThatThrownBy(() -> Interval.wilson(Double.NaN, 10)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Interval.wilson(0.5, 0)).hasMessageContaining("got 0");
    }
}
