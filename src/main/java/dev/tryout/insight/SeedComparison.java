package dev.tryout.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Beta;

/**
 * Whether configurations that were trained with several seeds each can be told apart from the best of them: Welch's t-test (Welch 1947,
 * "The generalization of 'Student's' problem when several different population variances are involved") of each against the best, two-sided, with
 * Holm's correction (Holm 1979, "A simple sequentially rejective multiple test procedure").
 *
 * @param adjusted p-values, one for each configuration but the best, in their order; NaN where one has fewer than two scores
 */
public record SeedComparison(List<Double> adjusted) {
    /** Configurations with a larger p-value than this cannot be told apart. */
    public static final double LEVEL = 0.05;

    public SeedComparison {
        adjusted = List.copyOf(adjusted);
    }

    /**
     * Compares each with the first.
     *
     * @param scores one list for each configuration, a score for each seed
     */
    public static SeedComparison of(List<List<Double>> scores) {
        double[] p = scores.stream()
                .skip(1)
                .mapToDouble(others -> welch(scores.get(0), others))
                .toArray();
        return new SeedComparison(Arrays.stream(holm(p)).boxed().toList());
    }

    /** Whether the configuration on that place, counted from 1 behind the best, can be told apart from the best. */
    public boolean isApart(int place) {
        return adjusted.get(place - 1) <= LEVEL;
    }

    /** The two-sided p-value of the difference of two means; of samples that do not vary at all, 0 or 1. */
    static double welch(List<Double> a, List<Double> b) {
        if (a.size() < 2 || b.size() < 2) {
            return Double.NaN;
        }
        double difference = mean(a) - mean(b);
        double errorA = variance(a) / a.size();
        double errorB = variance(b) / b.size();
        double error = errorA + errorB;
        if (error == 0) {
            return difference == 0 ? 1 : 0;
        }
        // Satterthwaite's degrees of freedom, as Welch has them.
        double degrees = error * error / (errorA * errorA / (a.size() - 1) + errorB * errorB / (b.size() - 1));
        double square = difference * difference / error;
        return Beta.regularizedBeta(degrees / (degrees + square), degrees / 2, 0.5);
    }

    /** The n-th smallest of m is multiplied by m - n + 1, and is never below the ones before it, nor above 1. */
    static double[] holm(double[] p) {
        int[] tested = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparing(i -> p[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = p.clone();
        double least = 0;
        for (int n = 0; n < tested.length; n++) {
            least = Math.max(least, Math.min(1, (tested.length - n) * p[tested[n]]));
            adjusted[tested[n]] = least;
        }
        return adjusted;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    private static double variance(List<Double> values) {
        double mean = mean(values);
        return values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.size() - 1);
    }
}
