package dev.tryout.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeedComparisonTest {
    private static final List<Double> A =
            List.of(27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4);
    private static final List<Double> B =
            List.of(27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.6);

    @Test
    void testsAsWelchDid() {
        // Apart from this code: t = 2.864 with 27.89 degrees of freedom, the density integrated by Simpson's rule.
        assertThat(SeedComparison.welch(A, B)).isCloseTo(0.0078564408, offset(1e-9));
        assertThat(SeedComparison.welch(B, A)).isEqualTo(SeedComparison.welch(A, B));
    }

    @Test
    void knowsTheTDistributionOfTwoDegrees() {
        // Equal variances and two scores each give 2 degrees of freedom, where P(|T| > t) = 1 - t / sqrt(2 + t^2).
        double t = 0.1 / Math.sqrt(2 * 0.0002 / 2);
        assertThat(SeedComparison.welch(List.of(0.81, 0.83), List.of(0.71, 0.73)))
                .isCloseTo(1 - t / Math.sqrt(2 + t * t), offset(1e-9));
    }

    @Test
    void correctsForTheNumberOfComparisons() {
        assertThat(SeedComparison.holm(new double[] {0.04, 0.01, 0.03})).containsExactly(0.06, 0.03, 0.06);
        assertThat(SeedComparison.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(SeedComparison.holm(new double[] {0.04, Double.NaN})).containsExactly(0.04, Double.NaN);
    }

    @Test
    void tellsApartWhatIsFarApart() {
        SeedComparison comparison = SeedComparison.of(
                List.of(List.of(0.90, 0.91, 0.92), List.of(0.89, 0.91, 0.91), List.of(0.50, 0.51, 0.52), List.of(0.4)));
        assertThat(comparison.isApart(1)).isFalse();
        assertThat(comparison.isApart(2)).isTrue();
        assertThat(comparison.isApart(3)).as("one score says nothing of spread").isFalse();
    }

    @Test
    void scoresThatDoNotVaryDifferOrAreTheSame() {
        assertThat(SeedComparison.welch(List.of(0.5, 0.5), List.of(0.5, 0.5))).isEqualTo(1);
        assertThat(SeedComparison.welch(List.of(0.5, 0.5), List.of(0.6, 0.6))).isEqualTo(0);
    }

    @Test
    void oneFinalistIsComparedWithNobody() {
        assertThat(SeedComparison.of(List.of(A)).adjusted()).isEmpty();
    }

    @Property
    void aCorrectedValueIsNeverSmallerAndKeepsTheOrder(
            @ForAll @Size(min = 1, max = 10) List<@DoubleRange(min = 0, max = 1) Double> values) {
        double[] p = values.stream().mapToDouble(value -> value).toArray();
        double[] adjusted = SeedComparison.holm(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i], 1.0);
            for (int j = 0; j < p.length; j++) {
                if (p[i] < p[j]) {
                    assertThat(adjusted[i]).isLessThanOrEqualTo(adjusted[j]);
                }
            }
        }
        assertThat(Arrays.stream(adjusted).min().orElseThrow())
                .isCloseTo(Math.min(1, p.length * Arrays.stream(p).min().orElseThrow()), offset(1e-12));
    }
}
