package dev.tryout.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.trial.Interval;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegressionTest {
    /** The example of scikit-learn's documentation of r2_score, mean_absolute_error and mean_squared_error. */
    @Test
    void errorsAreThePublishedOnes() {
        Map<String, Double> metrics =
                of(2, new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0, 2, 8}).metrics();

        assertThat(metrics.get("r2")).isCloseTo(0.9486081370449679, within(1e-12));
        assertThat(metrics.get("mae")).isCloseTo(0.5, within(1e-12));
        assertThat(metrics.get("rmse")).isCloseTo(Math.sqrt(0.375), within(1e-12));
        // In squares of the deviation, 2, that was trained on.
        assertThat(metrics.get("loss")).isCloseTo(0.375 / 4, within(1e-12));
    }

    /** Intelligence and hours of television, the example of the encyclopedias: -29/165. */
    @Test
    void spearmanIsThePublishedOne() {
        double[] quotients = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};

        assertThat(of(1, quotients, hours).metrics().get("spearman")).isCloseTo(-29.0 / 165, within(1e-12));
    }

    @Test
    void tiesShareTheirMeanRank() {
        double[] tied = {1, 2, 2, 3};

        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
        assertThat(of(1, tied, new double[] {1, 2, 3, 4}).metrics().get("spearman"))
                .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
        assertThat(of(1, tied, new double[] {-0.0, 0.0, 0.0, -0.0}).metrics()).containsEntry("spearman", 0.0);
    }

    @Test
    void predictingTheMeanExplainsNothingAndAnyMonotoneFunctionHasTheSameRanks() {
        double[] targets = {1, 4, 2, 9};

        assertThat(of(1, targets, new double[] {4, 4, 4, 4}).metrics()).containsEntry("r2", 0.0);
        assertThat(of(1, targets, new double[] {1, 64, 8, 729}).metrics().get("spearman"))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void theTargetsUnitChangesErrorsAndNothingElse() {
        double[] targets = {1, 4, 2, 9, 5};
        double[] predictions = {2, 3, 2, 7, 8};
        Map<String, Double> metrics = of(2, targets, predictions).metrics();

        Map<String, Double> scaled =
                of(2e-200, times(targets, 1e-200), times(predictions, 1e-200)).metrics();

        for (String name : new String[] {"loss", "r2", "spearman"}) {
            assertThat(scaled.get(name)).as(name).isCloseTo(metrics.get(name), within(1e-9));
        }
        assertThat(scaled.getOrDefault("rmse", 0.0) * 1e200).isCloseTo(metrics.get("rmse"), within(1e-9));
        assertThat(scaled.getOrDefault("mae", 0.0) * 1e200).isCloseTo(metrics.get("mae"), within(1e-9));
    }

    @Test
    void predictionsThatAreNoNumbersHaveNoFiniteLoss() {
        Regression evaluation = of(1, new double[] {1, 2}, new double[] {Double.NaN, 2});

        assertThat(evaluation.loss()).isNaN();
        assertThat(evaluation.intervals(1)).doesNotContainKeys("loss", "rmse");
    }

    /** The interval of a mean is known: 1.96 standard errors to both sides. */
    @Test
    void theBootstrapsIntervalOfAMeanIsTheNormalOne() {
        Random random = new Random(5);
        Regression evaluation = new Regression(1);
        int size = 1_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double error = 1 + random.nextDouble();
            evaluation.add(0, error);
            sum += error;
            squares += error * error;
        }
        double mean = sum / size;
        double half = 1.96 * Math.sqrt((squares / size - mean * mean) / size);

        Interval interval = Objects.requireNonNull(evaluation.intervals(9).get("mae"));

        assertThat(interval.low()).isCloseTo(mean - half, within(half * 0.1));
        assertThat(interval.high()).isCloseTo(mean + half, within(half * 0.1));
    }

    /** 200 samples of a population whose mean absolute error is known; 95 % of the intervals should hold it. */
    @Test
    void theBootstrapsIntervalsHoldTheTruthAboutAsOftenAsTheySay() {
        Random random = new Random(17);
        int held = 0;
        for (int sample = 0; sample < 200; sample++) {
            Regression evaluation = new Regression(1);
            for (int i = 0; i < 60; i++) {
                evaluation.add(0, random.nextDouble());
            }
            Interval interval =
                    Objects.requireNonNull(evaluation.intervals(sample).get("mae"));
            held += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }

        // 95 % of 200, give or take three of its standard deviations and the bootstrap's bias at 60 examples.
        assertThat(held).isBetween(178, 199);
    }

    private static double[] times(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static Regression of(double deviation, double[] targets, double[] predictions) {
        Regression evaluation = new Regression(deviation);
        for (int i = 0; i < targets.length; i++) {
            evaluation.add(targets[i], predictions[i]);
        }
        return evaluation;
    }
}
