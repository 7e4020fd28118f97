package dev.tryout.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.trial.Interval;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    @Test
    void metricsAreThoseOfTheConfusionMatrix() {
        Classification evaluation = new Classification(3);
        evaluation.add(0, new float[] {2, 1, 0});
        evaluation.add(0, new float[] {0, 3, 0});
        evaluation.add(1, new float[] {0, 3, 0});

        assertThat(evaluation.confusion()).containsExactly(List.of(1, 1, 0), List.of(0, 1, 0), List.of(0, 0, 0));
        assertThat(evaluation.metrics().get("accuracy")).isEqualTo(2.0 / 3);
        // F1 of both classes is 2/3; the third is in neither texts nor predictions.
        assertThat(evaluation.metrics().get("macro_f1")).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void lossIsTheMeanCrossEntropyAndSurvivesLargeLogits() {
        Classification evaluation = new Classification(2);
        evaluation.add(0, new float[] {1_000, 1_000});
        evaluation.add(1, new float[] {0, 0});

        assertThat(evaluation.loss()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void aLogitThatIsNoNumberMakesTheLossNoneAndGivesItNoInterval() {
        Classification evaluation = new Classification(2);
        evaluation.add(0, new float[] {Float.NaN, 1});

        assertThat(evaluation.loss()).isNaN();
        assertThat(evaluation.intervals(1)).doesNotContainKey("loss").containsKey("macro_f1");
    }

    /** The example of scikit-learn's documentation of matthews_corrcoef. */
    @Test
    void matthewsOfTwoClassesIsThePublishedOne() {
        Classification evaluation = said(2, new int[] {1, 1, 1, 0}, new int[] {1, 0, 1, 1});

        assertThat(evaluation.metrics().get("mcc")).isCloseTo(-1.0 / 3, within(1e-12));
    }

    /** Gorodkin's equation as covariances of indicator variables, class by class. */
    @Property(tries = 200)
    void matthewsIsTheCorrelationOfClassIndicators(
            @ForAll @IntRange(min = 2, max = 5) int classes,
            @ForAll @IntRange(min = 5, max = 60) int size,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] truths = random.ints(size, 0, classes).toArray();
        int[] predicted = random.ints(size, 0, classes).toArray();

        double together = 0;
        double truthSpread = 0;
        double predictedSpread = 0;
        for (int c = 0; c < classes; c++) {
            together += covariance(truths, predicted, c);
            truthSpread += covariance(truths, truths, c);
            predictedSpread += covariance(predicted, predicted, c);
        }
        double expected = truthSpread * predictedSpread == 0 ? 0 : together / Math.sqrt(truthSpread * predictedSpread);
        assertThat(said(classes, truths, predicted).metrics().get("mcc")).isCloseTo(expected, within(1e-9));
    }

    @Test
    void matthewsIsOneForNoMistakeAndZeroWhereOneClassIsSaidAlways() {
        assertThat(said(3, new int[] {0, 1, 2, 2}, new int[] {0, 1, 2, 2}).metrics())
                .containsEntry("mcc", 1.0);
        assertThat(said(3, new int[] {0, 1, 2, 2}, new int[] {2, 2, 2, 2}).metrics())
                .containsEntry("mcc", 0.0);
    }

    @Test
    void accuracysIntervalIsWilsonsAndTheOthersHoldTheirMetric() {
        Random random = new Random(3);
        int[] truths = random.ints(200, 0, 3).toArray();
        int[] predicted = truths.clone();
        for (int i = 0; i < predicted.length; i += 4) {
            predicted[i] = random.nextInt(3);
        }
        Classification evaluation = said(3, truths, predicted);
        Map<String, Double> metrics = evaluation.metrics();

        Map<String, Interval> intervals = evaluation.intervals(11);

        assertThat(intervals.get("accuracy")).isEqualTo(Interval.wilson(metrics.getOrDefault("accuracy", 0.0), 200));
        assertThat(intervals).containsOnlyKeys(metrics.keySet());
        intervals.forEach(
                (name, interval) -> assertThat(metrics.get(name)).as(name).isBetween(interval.low(), interval.high()));
        assertThat(evaluation.intervals(11)).isEqualTo(intervals);
        assertThat(evaluation.intervals(12)).isNotEqualTo(intervals);
    }

    /** Of two indicators, times the square of their number: a whole number. */
    private static double covariance(int[] x, int[] y, int label) {
        int inX = 0;
        int inY = 0;
        int inBoth = 0;
        for (int i = 0; i < x.length; i++) {
            inX += x[i] == label ? 1 : 0;
            inY += y[i] == label ? 1 : 0;
            inBoth += x[i] == label && y[i] == label ? 1 : 0;
        }
        return x.length * inBoth - inX * inY;
    }

    private static Classification said(int classes, int[] truths, int[] predicted) {
        Classification evaluation = new Classification(classes);
        for (int i = 0; i < truths.length; i++) {
            float[] logits = new float[classes];
            logits[predicted[i]] = 1 + i % 3;
            evaluation.add(truths[i], logits);
        }
        return evaluation;
    }
}
