package dev.tryout.evaluation;

import dev.tryout.trial.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predictions of classes. */
public final class Classification implements Evaluation {
    /** The share of examples that are predicted rightly. */
    public static final String ACCURACY = "accuracy";

    /** The mean of the classes' F1 scores, unweighted. */
    public static final String MACRO_F1 = "macro_f1";

    /** How true and predicted classes go together, from -1 to 1: Matthews' correlation coefficient. */
    public static final String MCC = "mcc";

    private final int classes;
    private final List<Predicted> examples = new ArrayList<>();

    /** @param loss the cross-entropy */
    private record Predicted(int truth, int predicted, double loss) {}

    public Classification(int classes) {
        this.classes = classes;
    }

    /** @param logits one for each class, before softmax */
    public void add(int truth, float[] logits) {
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
        examples.add(new Predicted(truth, predicted, Math.log(sum) + max - logits[truth]));
    }

    @Override
    public int examples() {
        return examples.size();
    }

    @Override
    public Map<String, Double> metrics() {
        int[] once = new int[examples.size()];
        Arrays.fill(once, 1);
        return metrics(once);
    }

    private Map<String, Double> metrics(int[] times) {
        ConfusionMatrix matrix = matrix(times);
        double lossSum = 0;
        long count = 0;
        for (int i = 0; i < times.length; i++) {
            count += times[i];
            if (times[i] > 0) {
                lossSum += times[i] * examples.get(i).loss();
            }
        }
        return Map.of(
                LOSS, lossSum / count,
                ACCURACY, matrix.accuracy(),
                MACRO_F1, matrix.macroF1(),
                MCC, matrix.matthews());
    }

    private ConfusionMatrix matrix(int[] times) {
        ConfusionMatrix matrix = new ConfusionMatrix(classes);
        for (int i = 0; i < times.length; i++) {
            Predicted example = examples.get(i);
            matrix.add(example.truth(), example.predicted(), times[i]);
        }
        return matrix;
    }

    @Override
    public Map<String, Interval> intervals(long seed) {
        Map<String, Interval> intervals = new HashMap<>(Bootstrap.intervals(examples.size(), seed, this::metrics));
        intervals.put(ACCURACY, Interval.wilson(metrics().getOrDefault(ACCURACY, 0.0), examples.size()));
        return intervals;
    }

    /** Counts, true class by predicted class. */
    public List<List<Integer>> confusion() {
        int[] once = new int[examples.size()];
        Arrays.fill(once, 1);
        return matrix(once).rows();
    }
}
