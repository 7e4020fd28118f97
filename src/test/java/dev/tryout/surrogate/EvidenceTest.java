package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final boolean[] UNORDERED = {false, false, true};

    private static double[][] points(int n) {
        Random random = new Random(5);
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = new double[] {
                random.nextDouble(), i % 4 == 0 ? Double.NaN : random.nextDouble(), (random.nextInt(3) + 0.5) / 3
            };
        }
        return x;
    }

    @Test
    void hasTheGradientOfItsDifferences() {
        double[][] x = points(14);
        double[] y = new Random(6).doubles(14, -2.5, 2.5).toArray();
        Evidence evidence = new Evidence(x, UNORDERED, y);
        double[] theta = {-0.7, 0.4, 0.2, -2.5, 0.7};
        double[] gradient = new double[5];
        double[] ignored = new double[5];
        evidence.evaluate(theta, gradient);
        for (int k = 0; k < 5; k++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[k] += 1e-5;
            down[k] -= 1e-5;
            double slope = (evidence.evaluate(up, ignored) - evidence.evaluate(down, ignored)) / 2e-5;
            assertThat(gradient[k]).as("entry " + k).isCloseTo(slope, Offset.offset(1e-6));
        }
    }

    /** Of two values only their difference has a density, and its variance is 2 (1 + noise - k). */
    @Test
    void isTheDensityByHandForTwoValues() {
        double[][] x = {{0.2}, {0.6}};
        Evidence evidence = new Evidence(x, new boolean[] {false}, new double[] {-1, 1});
        double k = new MixedKernel(new boolean[] {false}, new double[] {0.5}).value(x[0], x[1]);
        double c = 1 + 0.1;
        double variance = (1 / (c - k) + 1) / 2;
        double expected = 0.5 * Math.log(c * c - k * k) + 2 * (Math.log(variance) + 1);
        double[] theta = {Math.log(0.5), Math.log(0.1), 1};
        for (int i = 0; i < 3; i++) {
            expected += evidence.prior(i, 3).energy(theta[i]);
        }
        assertThat(evidence.evaluate(theta, new double[3])).isCloseTo(expected, Offset.offset(1e-12));
    }

    @Test
    void tellsWhichCoordinatesMatterAndHowMuchNoiseThereIs() {
        int n = 60;
        Random random = new Random(7);
        double[][] x = new double[n][];
        double[] quiet = new double[n];
        double[] noisy = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.doubles(3).toArray();
            quiet[i] = 1.5 * Math.sin(7 * x[i][0]);
            noisy[i] = quiet[i] + 0.5 * random.nextGaussian();
        }
        boolean[] ordered = new boolean[3];
        Hyperparameters fit = Fit.of(x, ordered, quiet);
        assertThat(fit.lengths()[0]).isLessThan(0.3 * Math.min(fit.lengths()[1], fit.lengths()[2]));
        assertThat(fit.noise()).isLessThan(1e-3);
        assertThat(Fit.of(x, ordered, noisy).noise()).isBetween(0.03, 1.0);
    }

    @Test
    void drawsAroundTheModeWithWeightsThatSumToOne() {
        double[][] x = points(12);
        double[] y = new Random(8).doubles(12, -2, 2).toArray();
        Hyperparameters mode = Fit.of(x, UNORDERED, y);
        Random random = new Random(9);
        var draws = PosteriorDraws.around(mode, x, UNORDERED, y, 8, random::nextGaussian);
        assertThat(draws).hasSizeBetween(3, 8);
        assertThat(draws.get(0).parameters()).isEqualTo(mode);
        assertThat(draws.stream().mapToDouble(PosteriorDraws.Draw::weight).sum())
                .isCloseTo(1, Offset.offset(1e-12));
        assertThat(draws).allMatch(draw -> draw.parameters().exponent() == mode.exponent());
    }
}
