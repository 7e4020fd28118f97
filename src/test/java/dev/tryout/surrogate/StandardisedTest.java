package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StandardisedTest {
    @Property
    void isFiniteAndKeepsTheOrder(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -1e300, max = 1e300) Double> values) {
        double[] losses = values.stream().mapToDouble(v -> v).toArray();
        double[] z = Standardised.of(losses);
        assertThat(z).hasSameSizeAs(losses);
        for (int i = 0; i < z.length; i++) {
            assertThat(z[i]).isFinite();
            for (int j = 0; j < z.length; j++) {
                assertThat(losses[i] < losses[j] && z[i] > z[j]).isFalse();
            }
        }
    }

    @Test
    void dependsNeitherOnUnitNorOnOrigin() {
        double[] losses = {3, 1, 4, 1.5, 9, 2.6, 5};
        double[] other = Arrays.stream(losses).map(v -> 1e-5 * v - 2).toArray();
        double[] z = Standardised.of(losses);
        assertThat(Standardised.of(other)).containsExactly(z, Offset.offset(1e-9));
        assertThat(z[0]).isZero();
        assertThat(z[1]).isBetween(-2.0, -1.0);
    }

    @Test
    void isNotMovedByDivergedTrialsOrByACrowdAroundTheBest() {
        double[] losses = new double[60];
        for (int i = 0; i < 16; i++) {
            losses[i] = i;
        }
        double[] usual = Standardised.of(Arrays.copyOf(losses, 16));
        Arrays.fill(losses, 16, 60, 1e-6);
        losses[15] = 1e9;
        assertThat(Arrays.copyOf(Standardised.of(losses), 12))
                .containsExactly(Arrays.copyOf(usual, 12), Offset.offset(1e-6));
    }

    @Test
    void isZeroWhereAllAreEqual() {
        assertThat(Standardised.of(new double[] {7, 7, 7})).containsOnly(0);
        assertThat(Standardised.of(new double[] {0, 0})).containsOnly(0);
    }
}
