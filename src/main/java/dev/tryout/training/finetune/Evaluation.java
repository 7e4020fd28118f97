package dev.tryout.training.finetune;

import dev.tryout.training.TrainingMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Gathers predictions and says how good they are. */
final class Evaluation {
    private final int[][] confusion;
    private double lossSum;
    private int examples;
    private int correct;

    Evaluation(int classes) {
        confusion = new int[classes][classes];
    }

    /** @param logits one for each class */
    void add(int label, float[] logits) {
        int predicted = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] > max) {
                max = logits[i];
                predicted = i;
            }
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        lossSum += Math.log(sum) + max - logits[label];
        confusion[label][predicted]++;
        correct += predicted == label ? 1 : 0;
        examples++;
    }

    /** Mean cross-entropy, without label smoothing; NaN or infinite where a prediction was. */
    double loss() {
        return lossSum / examples;
    }

    double accuracy() {
        return (double) correct / examples;
    }

    /**
     * The mean of the classes' F1 scores, unweighted. A class that has no example and is never predicted is left out; one that
     * is never predicted rightly counts 0.
     */
    double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < confusion.length; c++) {
            int truth = Arrays.stream(confusion[c]).sum();
            int predicted = 0;
            for (int[] row : confusion) {
                predicted += row[c];
            }
            if (truth + predicted > 0) {
                sum += 2.0 * confusion[c][c] / (truth + predicted);
                classes++;
            }
        }
        return sum / classes;
    }

    /** The metrics by the names that studies use. */
    Map<String, Double> metrics() {
        return Map.of(
                TrainingMetrics.LOSS, loss(),
                TrainingMetrics.ACCURACY, accuracy(),
                TrainingMetrics.MACRO_F1, macroF1());
    }

    /** True class by predicted class. */
    List<List<Integer>> confusion() {
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : confusion) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return List.copyOf(rows);
    }
}
