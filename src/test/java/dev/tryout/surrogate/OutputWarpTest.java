package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OutputWarpTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-12);

    /** Yeo and Johnson 2000, section 2: the four branches. */
    @Test
    void isTheFamilyOfYeoAndJohnson() {
        assertThat(new OutputWarp(1).apply(2.5)).isCloseTo(2.5, NEARLY);
        assertThat(new OutputWarp(1).apply(-2.5)).isCloseTo(-2.5, NEARLY);
        assertThat(new OutputWarp(0).apply(2.5)).isCloseTo(Math.log(3.5), NEARLY);
        assertThat(new OutputWarp(2).apply(-2.5)).isCloseTo(-Math.log(3.5), NEARLY);
        assertThat(new OutputWarp(0.5).apply(3)).isCloseTo(2, NEARLY);
        assertThat(new OutputWarp(0.5).apply(-3)).isCloseTo(-(Math.pow(4, 1.5) - 1) / 1.5, NEARLY);
    }

    @Property
    void increasesAndHasTheDerivativesOfItsDifferences(
            @ForAll @DoubleRange(min = 0.01, max = 1.99) double exponent,
            @ForAll @DoubleRange(min = -6, max = 6) double y) {
        OutputWarp warp = new OutputWarp(exponent);
        double h = 1e-5;
        double slope = (warp.apply(y + h) - warp.apply(y - h)) / (2 * h);
        assertThat(slope).isPositive();
        double logSlope = (exponent - 1) * OutputWarp.logSlopeByExponent(y);
        assertThat(Math.log(slope)).isCloseTo(logSlope, Offset.offset(1e-4));
        double byExponent = (new OutputWarp(exponent + h).apply(y) - new OutputWarp(exponent - h).apply(y)) / (2 * h);
        assertThat(warp.byExponent(y)).isCloseTo(byExponent, Offset.offset(1e-5 * (1 + Math.abs(byExponent))));
    }
}
