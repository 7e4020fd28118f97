package dev.tryout.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DomainTest {
    @Property
    void holdsTheValueOfEveryPosition(
            @ForAll("domains") Domain domain, @ForAll @DoubleRange(min = 0, max = 1) double u) {
        Object value = domain.fromUnit(u);
        assertThat(domain.contains(value)).isTrue();
        assertThat(domain.toUnit(value)).isBetween(0.0, 1.0);
    }

    @Property
    void returnsToTheSameValue(@ForAll("domains") Domain domain, @ForAll @DoubleRange(min = 0, max = 1) double u) {
        Object value = domain.fromUnit(u);
        Object again = domain.fromUnit(domain.toUnit(value));
        if (domain instanceof FloatDomain range) {
            assertThat((Double) again).isCloseTo((Double) value, within(1e-9 * (range.max() - range.min())));
        } else {
            assertThat(again).isEqualTo(value);
        }
    }

    @Property
    void keepsTheOrderOfNumbers(
            @ForAll("ranges") Domain range,
            @ForAll @DoubleRange(min = 0, max = 1) double a,
            @ForAll @DoubleRange(min = 0, max = 1) double b) {
        double low = ((Number) range.fromUnit(Math.min(a, b))).doubleValue();
        double high = ((Number) range.fromUnit(Math.max(a, b))).doubleValue();
        assertThat(low).isLessThanOrEqualTo(high);
    }

    @Property
    void countsItsValues(@ForAll("domains") Domain domain) {
        domain.cardinality().ifPresent(count -> {
            assertThat(domain.contains(domain.valueAt(0))).isTrue();
            assertThat(domain.contains(domain.valueAt(count - 1))).isTrue();
            assertThatThrownBy(() -> domain.valueAt(count)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void givesEveryWholeNumberOfALinearRangeAnEqualCell() {
        IntDomain domain = new IntDomain(-1, 2, Scale.LINEAR);
        assertThat(List.of(0.0, 0.249, 0.251, 0.499, 0.501, 0.749, 0.751, 1.0))
                .map(domain::fromUnit)
                .containsExactly(-1L, -1L, 0L, 0L, 1L, 1L, 2L, 2L);
        assertThat(domain.toUnit(0L)).isCloseTo(0.375, within(1e-12));
    }

    @Test
    void spreadsALogRangeByFactors() {
        FloatDomain domain = new FloatDomain(1e-6, 1e-2, Scale.LOG);
        assertThat((Double) domain.fromUnit(0.25)).isCloseTo(1e-5, within(1e-12));
        assertThat(domain.toUnit(1e-3)).isCloseTo(0.75, within(1e-12));
        assertThat(domain.fromUnit(0)).isEqualTo(1e-6);
        assertThat(domain.fromUnit(1)).isEqualTo(1e-2);
    }

    @Test
    void staysFiniteInTheWidestRanges() {
        FloatDomain wide = new FloatDomain(1e-150, 1e150, Scale.LOG);
        assertThat((Double) wide.fromUnit(0.5)).isCloseTo(1, within(1e-9));
        assertThat(wide.toUnit(1.0)).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> new FloatDomain(1e-300, 1e300, Scale.LOG)).hasMessageContaining("too wide");
        assertThatThrownBy(() -> new FloatDomain(-1.5e308, 1.5e308, Scale.LINEAR))
                .hasMessageContaining("too wide");
    }

    @Test
    void tellsTypesApart() {
        assertThat(new IntDomain(0, 5, Scale.LINEAR).contains(2.0)).isFalse();
        assertThat(new FloatDomain(0, 5, Scale.LINEAR).contains(2L)).isFalse();
        assertThat(new CategoricalDomain(List.of("1", 1)).contains(1L)).isTrue();
        assertThat(new FixedDomain(3).contains(3L)).isTrue();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new IntDomain(2, 1, Scale.LINEAR)).hasMessage("min 2 is above max 1");
        assertThatThrownBy(() -> new FloatDomain(0, 1, Scale.LOG)).hasMessageContaining("above 0, got 0.0");
        assertThatThrownBy(() -> new FloatDomain(0, Double.NaN, Scale.LINEAR)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new CategoricalDomain(List.of())).hasMessageContaining("at least one value");
        assertThatThrownBy(() -> new CategoricalDomain(List.of(1, 1L))).hasMessageContaining("twice");
    }

    @Provide
    Arbitrary<Domain> ranges() {
        Arbitrary<Domain> integers = Combinators.combine(
                        Arbitraries.longs().between(-1_000, 1_000),
                        Arbitraries.longs().between(0, 1_000))
                .as((min, span) -> new IntDomain(min, min + span, Scale.LINEAR));
        Arbitrary<Domain> logIntegers = Combinators.combine(
                        Arbitraries.longs().between(1, 1_000),
                        Arbitraries.longs().between(0, 100_000))
                .as((min, span) -> new IntDomain(min, min + span, Scale.LOG));
        Arbitrary<Domain> floats = Combinators.combine(
                        Arbitraries.doubles().between(-1e6, 1e6),
                        Arbitraries.doubles().between(0, 1e6))
                .as((min, span) -> new FloatDomain(min, min + span, Scale.LINEAR));
        Arbitrary<Domain> logFloats = Combinators.combine(
                        Arbitraries.doubles().between(-9, 0),
                        Arbitraries.doubles().between(0, 9))
                .as((from, decades) -> new FloatDomain(Math.pow(10, from), Math.pow(10, from + decades), Scale.LOG));
        return Arbitraries.oneOf(integers, logIntegers, floats, logFloats);
    }

    @Provide
    Arbitrary<Domain> domains() {
        Arbitrary<Domain> choices = Arbitraries.strings()
                .alpha()
                .ofMaxLength(3)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(values -> new CategoricalDomain(List.copyOf(values)));
        return Arbitraries.oneOf(ranges(), choices, Arbitraries.of(new FixedDomain(true), new FixedDomain("x")));
    }
}
