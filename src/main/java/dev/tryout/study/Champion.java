package dev.tryout.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.tryout.trial.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The promoted trial.
 *
 * @param epoch its best, counted from 1
 * @param folder where its model is, absolute
 * @param testMetrics by name, on data that nothing was chosen by; empty where the objective has none
 * @param testIntervals 95 % confidence intervals of those that have one; none in journals from before there were any
 * @param validationIntervals likewise of the metrics on the validation part; none in journals from before there were any
 * @param testExamples how many examples that were
 * @param labels class names in the order of the confusion matrix; empty where there are no classes
 * @param confusion counts, true class by predicted class
 * @param passedOver better trials that could not be promoted, as their checkpoint is gone or could not be tested; none in journals
 *     from before it was kept
 */
public record Champion(
        int trial,
        int epoch,
        String folder,
        Map<String, Double> testMetrics,
        Map<String, Interval> testIntervals,
        Map<String, Interval> validationIntervals,
        int testExamples,
        List<String> labels,
        List<List<Integer>> confusion,
        List<Integer> passedOver) {
    @JsonCreator
    public Champion {
        passedOver = List.copyOf(Objects.requireNonNullElse(passedOver, List.of()));
        testIntervals = Objects.requireNonNullElse(testIntervals, Map.of());
        validationIntervals = Objects.requireNonNullElse(validationIntervals, Map.of());
    }

    /** A champion without intervals. */
    public Champion(
            int trial,
            int epoch,
            String folder,
            Map<String, Double> testMetrics,
            int testExamples,
            List<String> labels,
            List<List<Integer>> confusion) {
        this(trial, epoch, folder, testMetrics, Map.of(), Map.of(), testExamples, labels, confusion, List.of());
    }

    /** The same champion, promoted in place of others. */
    public Champion inPlaceOf(Collection<Integer> others) {
        return new Champion(
                trial,
                epoch,
                folder,
                testMetrics,
                testIntervals,
                validationIntervals,
                testExamples,
                labels,
                confusion,
                others.stream().sorted().toList());
    }
}
