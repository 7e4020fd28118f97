package dev.tryout.study;

import java.util.List;
import java.util.Map;

/**
 * The promoted trial.
 *
 * @param epoch its best, counted from 1
 * @param folder where its model is, absolute
 * @param testMetrics by name, on data that nothing was chosen by; empty where the objective has none
 * @param testExamples how many examples that were
 * @param labels class names in the order of the confusion matrix; empty where there are no classes
 * @param confusion counts, true class by predicted class
 */
public record Champion(
        int trial,
        int epoch,
        String folder,
        Map<String, Double> testMetrics,
        int testExamples,
        List<String> labels,
        List<List<Integer>> confusion) {}
