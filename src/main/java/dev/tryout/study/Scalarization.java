package dev.tryout.study;

import dev.tryout.sampler.SuggestionRequest;
import dev.tryout.trial.Goal;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Pareto;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes one metric of several, so that every sampler can search for all of them: the augmented Chebyshev norm of the values,
 * with other weights for each suggestion (Knowles 2006, "ParEGO", IEEE TEC 10(1), section III). Each value is replaced by its rank
 * among the trials, as a share, so that neither units nor outliers matter.
 */
final class Scalarization {
    private static final Metric SCALAR = new Metric("scalar", Goal.MINIMIZE);

    /** The weight of the sum beside the maximum, which keeps dominated points behind those that dominate them. */
    private static final double AUGMENTATION = 0.05;

    private Scalarization() {}

    /** The same question about one metric. */
    static SuggestionRequest of(StudySpec spec, History history, int number) {
        List<Metric> metrics = spec.objectives();
        List<Trial> trials = history.trials();
        List<double[]> losses =
                trials.stream().map(trial -> Pareto.losses(trial, metrics)).toList();
        double[] scalars = scalars(losses, weights(metrics.size(), spec.seed(), number));
        List<Trial> seen = new ArrayList<>();
        for (int i = 0; i < scalars.length; i++) {
            seen.add(withScore(trials.get(i), scalars[i], spec.metric()));
        }
        return new SuggestionRequest(spec.space(), SCALAR, History.of(seen), number, spec.seed());
    }

    private static Trial withScore(Trial trial, double scalar, Metric metric) {
        return trial.withMeasurements(trial.best(metric).stream()
                .map(best -> new Measurement(best.epoch(), Map.of(SCALAR.name(), scalar), best.seconds()))
                .toList());
    }

    /** Evenly spread over all weights that sum to 1. */
    private static double[] weights(int count, long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        double[] weights = new double[count];
        for (int m = 0; m < count; m++) {
            weights[m] = -StrictMath.log(1 - random.nextDouble());
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double[] scalars(List<double[]> losses, double[] weights) {
        double[] largest = new double[losses.size()];
        double[] sums = new double[losses.size()];
        for (int m = 0; m < weights.length; m++) {
            int metric = m;
            double[] column = losses.stream().mapToDouble(row -> row[metric]).toArray();
            double[] sorted =
                    Arrays.stream(column).filter(Double::isFinite).sorted().toArray();
            for (int i = 0; i < column.length; i++) {
                double share = Double.isFinite(column[i]) ? below(column[i], sorted) / sorted.length : Double.NaN;
                largest[i] = Math.max(largest[i], weights[m] * share);
                sums[i] += weights[m] * share;
            }
        }
        double[] scalars = new double[largest.length];
        Arrays.setAll(scalars, i -> largest[i] + AUGMENTATION * sums[i]);
        return scalars;
    }

    /** How many are smaller; equal values share their places' mean. */
    private static double below(double value, double[] sorted) {
        int from = firstAtLeast(sorted, value);
        int to = firstAtLeast(sorted, Math.nextUp(value));
        return (from + to) / 2.0;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
