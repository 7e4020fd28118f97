package dev.tryout.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.tryout.trial.Interval;
import java.util.List;
import java.util.Map;

/**
 * How the champion does on the test part.
 *
 * @param metrics by name
 * @param intervals 95 % confidence intervals of the metrics that have one
 * @param validationIntervals likewise of the metrics that it was chosen by, on the validation part
 * @param examples how many examples the test part has
 * @param labels class names, in the order of the confusion matrix; empty where there are no classes
 * @param confusion true class by predicted class, counts
 */
public record TestResult(
        Map<String, Double> metrics,
        Map<String, Interval> intervals,
        Map<String, Interval> validationIntervals,
        int examples,
        List<String> labels,
        List<List<Integer>> confusion) {
    @JsonCreator
    public TestResult {}

    /** A result without intervals. */
    public TestResult(Map<String, Double> metrics, int examples, List<String> labels, List<List<Integer>> confusion) {
        this(metrics, Map.of(), Map.of(), examples, labels, confusion);
    }
}
