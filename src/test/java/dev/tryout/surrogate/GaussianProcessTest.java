package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-12);
    private static final MixedKernel KERNEL = new MixedKernel(new boolean[2], new double[] {0.5, 0.7});
    private static final double[][] X = {{0.2, 0.3}, {0.6, 0.8}};
    private static final double NOISE = 0.1;

    /** By symmetry the mean is 0; the rest is a system of two equations. */
    @Test
    void predictsAsByHandFromTwoValues() {
        GaussianProcess process = GaussianProcess.of(KERNEL, X, new double[] {-1, 1}, NOISE);
        double[] point = {0.4, 0.4};
        double k = KERNEL.value(X[0], X[1]);
        double k0 = KERNEL.value(point, X[0]);
        double k1 = KERNEL.value(point, X[1]);
        double c = 1 + NOISE;
        double weight = 1 / (c - k);
        double variance = (weight + 1) / 2;
        double explained = (c * (k0 * k0 + k1 * k1) - 2 * k * k0 * k1) / (c * c - k * k);
        GaussianProcess.Prediction prediction = process.at(point);
        assertThat(prediction.mean()).isCloseTo(weight * (k1 - k0), NEARLY);
        assertThat(prediction.deviation()).isCloseTo(Math.sqrt(variance * (1 - explained)), NEARLY);
        assertThat(process.meanAt(point)).isCloseTo(prediction.mean(), NEARLY);
    }

    @Test
    void goesThroughValuesWithoutNoiseAndBackToTheMeanFarAway() {
        GaussianProcess process = GaussianProcess.of(KERNEL, X, new double[] {3, 5}, 0);
        assertThat(process.at(X[0]).mean()).isCloseTo(3, Offset.offset(1e-9));
        assertThat(process.at(X[0]).deviation()).isLessThan(1e-5);
        assertThat(process.at(new double[] {50, 50}).mean()).isCloseTo(4, Offset.offset(1e-9));
    }

    @Test
    void hasTheGradientsOfItsDifferences() {
        GaussianProcess process = GaussianProcess.of(KERNEL, X, new double[] {-1, 2}, NOISE);
        double[] point = {0.35, 0.9};
        double[] byMean = new double[2];
        double[] byDeviation = new double[2];
        process.at(point, byMean, byDeviation);
        for (int d = 0; d < 2; d++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[d] += 1e-6;
            down[d] -= 1e-6;
            assertThat(byMean[d])
                    .isCloseTo((process.at(up).mean() - process.at(down).mean()) / 2e-6, Offset.offset(1e-7));
            assertThat(byDeviation[d])
                    .isCloseTo((process.at(up).deviation() - process.at(down).deviation()) / 2e-6, Offset.offset(1e-7));
        }
    }

    @Test
    void believesItsOwnMeanAndIsSurerThere() {
        GaussianProcess process = GaussianProcess.of(KERNEL, X, new double[] {-1, 1}, NOISE);
        double[] pending = {0.9, 0.1};
        GaussianProcess believing = process.believing(new double[][] {pending}, NOISE);
        double[] elsewhere = {0.8, 0.3};
        assertThat(believing.at(elsewhere).mean())
                .isCloseTo(process.at(elsewhere).mean(), NEARLY);
        assertThat(believing.at(pending).deviation())
                .isLessThan(0.5 * process.at(pending).deviation());
    }

    @Test
    void copesWithTheSamePointManyTimes() {
        double[][] same = {X[0], X[0], X[0], X[0]};
        GaussianProcess process = GaussianProcess.of(KERNEL, same, new double[] {1, 2, 3, 4}, 0);
        assertThat(process.at(X[0]).mean()).isCloseTo(2.5, Offset.offset(0.01));
        assertThat(process.at(X[1]).deviation()).isFinite().isPositive();
    }
}
