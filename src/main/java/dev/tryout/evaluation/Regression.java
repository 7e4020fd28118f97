package dev.tryout.evaluation;

import dev.tryout.trial.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Predictions of numbers. Every metric but the loss is in the targets' unit, or has none. */
public final class Regression implements Evaluation {
    /** The root of the mean squared error. */
    public static final String RMSE = "rmse";

    /** The mean absolute error. */
    public static final String MAE = "mae";

    /** The coefficient of determination: the share of the targets' variance that is explained; 0 where they have none. */
    public static final String R2 = "r2";

    /** Spearman's rank correlation of targets and predictions; 0 where either are all equal. */
    public static final String SPEARMAN = "spearman";

    private final double deviation;
    private final List<Predicted> examples = new ArrayList<>();

    private record Predicted(double target, double prediction) {}

    /** @param deviation of the targets that were trained on: the loss is in its squares */
    public Regression(double deviation) {
        this.deviation = deviation;
    }

    /** Both in the targets' unit. */
    public void add(double target, double prediction) {
        examples.add(new Predicted(target, prediction));
    }

    @Override
    public int examples() {
        return examples.size();
    }

    @Override
    public Map<String, Double> metrics() {
        int[] once = new int[examples.size()];
        Arrays.fill(once, 1);
        return new Sums().metrics(once);
    }

    @Override
    public Map<String, Interval> intervals(long seed) {
        return Bootstrap.intervals(examples.size(), seed, new Sums()::metrics);
    }

    /** The examples as arrays, and in the orders that ranks need: sorted once for all resamples. */
    private final class Sums {
        private final double[] targets =
                examples.stream().mapToDouble(Predicted::target).toArray();
        private final double[] predictions =
                examples.stream().mapToDouble(Predicted::prediction).toArray();
        private final Ranks targetRanks = new Ranks(targets);
        private final Ranks predictionRanks = new Ranks(predictions);

        Map<String, Double> metrics(int[] times) {
            int n = Arrays.stream(times).sum();
            double squares = 0;
            double absolute = 0;
            double sum = 0;
            for (int i = 0; i < times.length; i++) {
                double error = (predictions[i] - targets[i]) / deviation;
                squares += times[i] * error * error;
                absolute += times[i] * Math.abs(error);
                sum += times[i] * (targets[i] / deviation);
            }
            double mean = sum / n;
            double variation = 0;
            for (int i = 0; i < times.length; i++) {
                double distance = targets[i] / deviation - mean;
                variation += times[i] * distance * distance;
            }
            return Map.of(
                    LOSS,
                    squares / n,
                    RMSE,
                    Math.sqrt(squares / n) * deviation,
                    MAE,
                    absolute / n * deviation,
                    R2,
                    variation == 0 ? 0 : 1 - squares / variation,
                    SPEARMAN,
                    Ranks.correlation(targetRanks.of(times), predictionRanks.of(times), times));
        }
    }
}
