package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.surrogate.GaussianProcess;
import dev.tryout.surrogate.MixedKernel;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FantasisedImprovementTest {
    private static final MixedKernel KERNEL = new MixedKernel(new boolean[1], new double[] {0.3});
    private static final double NOISE = 1e-6;
    private static final GaussianProcess PROCESS =
            GaussianProcess.of(KERNEL, new double[][] {{0.1}, {0.5}, {0.9}}, new double[] {1, -0.5, 1.2}, NOISE);
    private static final double TARGET = -0.5;

    @Test
    void isTheImprovementOfEachFantasyOnAverage() {
        double[][] normals = {{1.1, -0.3}, {-1.1, 0.3}};
        double[][] pending = {{0.45}, {0.6}};
        double[] point = {0.55};
        double each = 0;
        for (double[] row : normals) {
            each += StrictMath.exp(
                    new FantasisedImprovement(PROCESS.imagining(pending, NOISE, new double[][] {row}), TARGET)
                            .at(point));
        }
        double together = new FantasisedImprovement(PROCESS.imagining(pending, NOISE, normals), TARGET).at(point);
        assertThat(StrictMath.exp(together)).isCloseTo(each / 2, Offset.offset(1e-12));
    }

    @Test
    void isTheExpectedImprovementOnALowerTargetWhereNothingIsDrawn() {
        double[][] pending = {{0.48}};
        double[] point = {0.3};
        Acquisition believer = new LogExpectedImprovement(
                PROCESS.believing(pending, NOISE), Math.min(TARGET, PROCESS.meanAt(pending[0])));
        assertThat(new FantasisedImprovement(PROCESS.imagining(pending, NOISE, new double[1][1]), TARGET).at(point))
                .isCloseTo(believer.at(point), Offset.offset(1e-4));
    }

    @Test
    void hasTheGradientOfItsDifferences() {
        Acquisition acquisition = new FantasisedImprovement(
                PROCESS.imagining(
                        new double[][] {{0.45}, {0.6}}, NOISE, new double[][] {{1, 2}, {-1, -2}, {0.3, -0.9}}),
                TARGET);
        for (double x : new double[] {0.02, 0.3, 0.52, 0.7}) {
            double[] gradient = new double[1];
            double value = acquisition.at(new double[] {x}, gradient);
            double slope = (acquisition.at(new double[] {x + 1e-6}) - acquisition.at(new double[] {x - 1e-6})) / 2e-6;
            assertThat(value).isCloseTo(acquisition.at(new double[] {x}), Offset.offset(1e-12));
            assertThat(gradient[0]).isCloseTo(slope, Offset.offset(1e-3 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void promisesLessBesideARunningTrialThanWithout() {
        double[] point = {0.46};
        double alone = new LogExpectedImprovement(PROCESS, TARGET).at(point);
        Acquisition beside = new FantasisedImprovement(
                PROCESS.imagining(new double[][] {{0.45}}, NOISE, new double[][] {{1}, {-1}}), TARGET);
        assertThat(beside.at(point)).isLessThan(alone - 1);
    }
}
