package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    /** Abramowitz and Stegun 1964, table 26.1. */
    @ParameterizedTest
    @CsvSource({"0,0.5", "0.5,0.6914624613", "1,0.8413447461", "1.96,0.9750021049", "2.5,0.9937903347", "4,0.9999683288"
    })
    void agreesWithTheTable(double z, double probability) {
        assertThat(Normal.distribution(z)).isCloseTo(probability, within(1e-7));
        assertThat(Normal.distribution(-z)).isCloseTo(1 - probability, within(1e-7));
    }

    @Property
    void givesNoNegativeMass(
            @ForAll @DoubleRange(min = -9, max = 9) double a, @ForAll @DoubleRange(min = -9, max = 9) double b) {
        assertThat(Normal.mass(Math.min(a, b), Math.max(a, b))).isBetween(-1e-7, 1.0);
    }
}
