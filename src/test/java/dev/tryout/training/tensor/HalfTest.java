package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {
    private static final int HALVES = 1 << 16;

    @Test
    void everyHalfIsWhatItsBitsSay() {
        for (int bits = 0; bits < HALVES; bits++) {
            double expected = byDefinition(bits);
            float actual = Half.toFloat((short) bits);
            assertThat((Double) (double) actual).as("bits %x", bits).isEqualTo((Double) expected);
        }
    }

    /** IEEE 754, section 3.4. */
    private static double byDefinition(int bits) {
        double sign = bits >= HALVES / 2 ? -1 : 1;
        int exponent = bits / 1024 % 32;
        double fraction = bits % 1024 / 1024.0;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return sign * (exponent == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, exponent - 15));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "-0.0, 8000",
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "65519.996, 7bff",
        "65520, 7c00",
        "-1e9, fc00",
        "6.1035156e-5, 0400",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "2.9802326e-8, 0001",
        "0.33325195, 3555",
        "1.00048828125, 3c00",
        "1.00146484375, 3c02",
        "Infinity, 7c00",
        "NaN, 7e00"
    })
    void roundsToTheNearest(float value, String bits) {
        assertThat(String.format("%04x", Half.of(value) & 0xffff)).isEqualTo(bits);
    }

    @Test
    void everyHalfComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Half.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(Half.of(value)).isEqualTo((short) bits);
            }
        }
    }

    @Property
    void isOffByHalfAUnitAtMost(@ForAll @FloatRange(min = -60_000, max = 60_000) float value) {
        float back = Half.toFloat(Half.of(value));

        double unit = Math.max(Math.scalb(1.0, Math.getExponent(value) - 10), 0x1p-24);
        assertThat(Math.abs((double) back - value)).isLessThanOrEqualTo(unit / 2);
    }
}
