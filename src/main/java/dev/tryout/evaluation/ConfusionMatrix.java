package dev.tryout.evaluation;

import java.util.Arrays;
import java.util.List;

/** Counts of examples, true class by predicted class. */
final class ConfusionMatrix {
    private final int[][] counts;
    private final long[] truths;
    private final long[] predictions;
    private long examples;
    private long right;

    ConfusionMatrix(int classes) {
        counts = new int[classes][classes];
        truths = new long[classes];
        predictions = new long[classes];
    }

    void add(int truth, int predicted, int times) {
        counts[truth][predicted] += times;
        truths[truth] += times;
        predictions[predicted] += times;
        examples += times;
        right += truth == predicted ? times : 0;
    }

    /** The share of examples that are predicted rightly. */
    double accuracy() {
        return (double) right / examples;
    }

    /**
     * The mean of the classes' F1 scores, unweighted. A class that has no example and is never predicted is left out; one that
     * is never predicted rightly counts 0.
     */
    double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < counts.length; c++) {
            if (truths[c] + predictions[c] > 0) {
                sum += 2.0 * counts[c][c] / (truths[c] + predictions[c]);
                classes++;
            }
        }
        return sum / classes;
    }

    /**
     * Matthews' correlation coefficient of any number of classes (Gorodkin 2004, "Comparing two K-category assignments by a
     * K-category correlation coefficient", equation 8), from -1 to 1. 0 where all examples have one class, or are predicted to
     * be of one: then nothing can be told of a correlation.
     */
    double matthews() {
        double together = (double) right * examples;
        double truthSquares = 0;
        double predictionSquares = 0;
        for (int c = 0; c < counts.length; c++) {
            together -= (double) truths[c] * predictions[c];
            truthSquares += (double) truths[c] * truths[c];
            predictionSquares += (double) predictions[c] * predictions[c];
        }
        double all = (double) examples * examples;
        double spread = Math.sqrt((all - truthSquares) * (all - predictionSquares));
        return spread == 0 ? 0 : together / spread;
    }

    /** A row for each true class. */
    List<List<Integer>> rows() {
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}
