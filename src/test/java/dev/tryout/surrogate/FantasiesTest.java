package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FantasiesTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-10);
    private static final MixedKernel KERNEL = new MixedKernel(new boolean[2], new double[] {0.5, 0.7});
    private static final double[][] X = {{0.2, 0.3}, {0.6, 0.8}, {0.9, 0.4}};
    private static final double[] Z = {-1, 1, 0.3};
    private static final double[][] PENDING = {{0.4, 0.4}, {0.1, 0.9}};
    private static final double NOISE = 0.01;
    private static final GaussianProcess PROCESS = GaussianProcess.of(KERNEL, X, Z, NOISE);

    @Test
    void expectsWhatTheProcessExpectsWhereNothingIsDrawn() {
        Fantasies fantasies = PROCESS.imagining(PENDING, NOISE, new double[1][PENDING.length]);
        GaussianProcess believing = PROCESS.believing(PENDING, NOISE);
        double[] point = {0.3, 0.6};
        assertThat(fantasies.at(point).mean(0)).isCloseTo(PROCESS.meanAt(point), NEARLY);
        assertThat(fantasies.at(point).deviation())
                .isCloseTo(believing.at(point).deviation(), NEARLY);
        assertThat(fantasies.lowest(0))
                .isCloseTo(Math.min(PROCESS.meanAt(PENDING[0]), PROCESS.meanAt(PENDING[1])), NEARLY);
    }

    @Test
    void drawsFromWhatTheProcessBelieves() {
        Random random = new Random(1);
        int draws = 20_000;
        double[][] normals = new double[draws][];
        for (int s = 0; s < draws; s++) {
            normals[s] = new double[] {random.nextGaussian(), random.nextGaussian()};
        }
        Fantasies.View view = PROCESS.imagining(PENDING, 1e-9, normals).at(PENDING[1]);
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < draws; s++) {
            sum += view.mean(s);
            squares += view.mean(s) * view.mean(s);
        }
        GaussianProcess.Prediction expected = PROCESS.at(PENDING[1]);
        double mean = sum / draws;
        assertThat(mean).isCloseTo(expected.mean(), Offset.offset(0.03));
        assertThat(Math.sqrt(squares / draws - mean * mean)).isCloseTo(expected.deviation(), Offset.offset(0.03));
    }

    @Test
    void knowsTheLowestMeanAtPendingPoints() {
        double[][] normals = {{1.3, -0.4}, {-0.7, 0.9}, {0.2, -2}};
        Fantasies fantasies = PROCESS.imagining(PENDING, NOISE, normals);
        for (int s = 0; s < normals.length; s++) {
            assertThat(fantasies.lowest(s))
                    .isCloseTo(
                            Math.min(
                                    fantasies.at(PENDING[0]).mean(s),
                                    fantasies.at(PENDING[1]).mean(s)),
                            NEARLY);
        }
    }

    @Test
    void copesWithTheSamePointPendingManyTimes() {
        double[][] same = {PENDING[0], PENDING[0], PENDING[0], X[0]};
        Fantasies fantasies = PROCESS.imagining(same, 0, new double[][] {{1, -1, 2, 0.5}});
        assertThat(fantasies.lowest(0)).isFinite();
        assertThat(fantasies.at(PENDING[0]).deviation()).isPositive();
    }
}
