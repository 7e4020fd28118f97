package dev.tryout.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.trial.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Against the worked example of Efron and Tibshirani 1993, section 14.3, and closed forms. */
class BiasCorrectionTest {
    /** The book's table 14.1, the first of the two tests; its statistic is the variance with divisor n. */
    private static final double[] SPATIAL = {
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41
    };

    @Test
    void theLevelsAreThoseOfTheBook() {
        BiasCorrection published = new BiasCorrection(0.146, 0.061);

        assertThat(published.level(0.05)).isCloseTo(0.110, within(5e-4));
        assertThat(published.level(0.95)).isCloseTo(0.985, within(6e-4));
    }

    @Test
    void theAccelerationIsThatOfTheBook() {
        assertThat(BiasCorrection.acceleration(withoutEach(SPATIAL), SPATIAL.length))
                .isCloseTo(0.061, within(5e-4));
    }

    @Test
    void theIntervalIsThatOfTheBook() {
        double[] drawn = drawn(SPATIAL, 20_000);
        double value = variance(SPATIAL);
        BiasCorrection correction = BiasCorrection.of(drawn, value, withoutEach(SPATIAL), SPATIAL.length);

        Interval interval = Bootstrap.interval(drawn, correction, 0.05);

        assertThat(value).isCloseTo(171.5, within(0.05));
        assertThat(correction.bias()).isCloseTo(0.146, within(0.05));
        // Published: (115.8, 259.6), of 2,000 resamples; the percentiles are (100.8, 233.9).
        assertThat(interval.low()).isCloseTo(115.8, within(3.0));
        assertThat(interval.high()).isCloseTo(259.6, within(6.0));
    }

    /** A mean's acceleration is the data's skewness over six roots of their number: 2 of one in five ones. */
    @Test
    void theAccelerationOfAMeanIsItsSkewness() {
        int size = 100;
        double share = 0.2;
        double[] without = IntStream.range(0, size)
                .mapToDouble(i -> (share * size - (i % 5 == 0 ? 1 : 0)) / (size - 1))
                .toArray();
        double skewness = (1 - 2 * share) / Math.sqrt(share * (1 - share));

        assertThat(BiasCorrection.acceleration(without, size)).isCloseTo(skewness / 6 / 10, within(1e-12));
    }

    @Property
    void withoutBiasAndSkewnessLevelsStayAsTheyAre(@ForAll @DoubleRange(min = 0.01, max = 0.99) double level) {
        assertThat(new BiasCorrection(0, 0).level(level)).isCloseTo(level, within(1e-9));
    }

    @Property
    void levelsKeepTheirOrderAndStayLevels(
            @ForAll @DoubleRange(min = -4, max = 4) double bias,
            @ForAll @DoubleRange(min = -1, max = 1) double acceleration) {
        BiasCorrection correction = new BiasCorrection(bias, acceleration);

        double low = correction.level(0.025);
        double high = correction.level(0.975);

        assertThat(low).isBetween(0.0, 1.0);
        assertThat(high).isBetween(low, 1.0);
    }

    @Test
    void aMetricThatNeverVariesNeedsNoCorrection() {
        double[] same = new double[50];
        Arrays.fill(same, 0.25);

        assertThat(BiasCorrection.of(same, 0.25, same, 50)).isEqualTo(new BiasCorrection(0, 0));
    }

    @Test
    void aMetricBeyondAllResampledOnesHasAFiniteBias() {
        assertThat(BiasCorrection.of(new double[] {1, 2, 3}, 4, new double[] {4, 4}, 2)
                        .bias())
                .isBetween(0.5, 2.0);
    }

    private static double[] drawn(double[] data, int resamples) {
        SplittableRandom random = new SplittableRandom(3);
        double[] drawn = new double[resamples];
        Arrays.setAll(
                drawn,
                any -> variance(IntStream.range(0, data.length)
                        .mapToDouble(i -> data[random.nextInt(data.length)])
                        .toArray()));
        return drawn;
    }

    private static double[] withoutEach(double[] data) {
        double[] without = new double[data.length];
        Arrays.setAll(
                without,
                left -> variance(IntStream.range(0, data.length)
                        .filter(i -> i != left)
                        .mapToDouble(i -> data[i])
                        .toArray()));
        return without;
    }

    private static double variance(double[] data) {
        double mean = Arrays.stream(data).average().orElseThrow();
        return Arrays.stream(data).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    }
}
