package dev.tryout.training;

import java.util.List;
import java.util.Map;

/**
 * How the champion does on the test part.
 *
 * @param metrics by name
 * @param examples how many examples the test part has
 * @param labels class names, in the order of the confusion matrix; empty where there are no classes
 * @param confusion true class by predicted class, counts
 */
public record TestResult(
        Map<String, Double> metrics, int examples, List<String> labels, List<List<Integer>> confusion) {}
