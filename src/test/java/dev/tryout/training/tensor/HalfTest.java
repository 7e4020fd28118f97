package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void aHalfThatBecomesAFloatAndBackIsTheSame() {
        for (int bits = 0; bits < HALVES; bits++) {
            float value = Half.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(Half.of(value)).as("bits %x", bits).isEqualTo((short) bits);
            }
        }
    }
}
