package dev.tryout.evaluation;

import dev.tryout.trial.Interval;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The bootstrap (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapters 13 and 14): metrics of examples drawn with
 * replacement, as many as there are, show how far the metric would vary over other examples. Percentiles are corrected for bias and
 * skewness: {@link BiasCorrection}.
 */
final class Bootstrap {
    static final int RESAMPLES = 2_000;

    /** Of more examples than these, evenly chosen ones tell how skewed their contributions are. */
    private static final int LEFT_OUT = 2_000;

    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * 95 % confidence intervals of every metric that is finite in all resamples.
     *
     * @param examples how many there are, 1 or more
     * @param metrics by name, of examples each of which is there as often as the array says; once for each in all at least
     */
    static Map<String, Interval> intervals(int examples, long seed, Function<int[], Map<String, Double>> metrics) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] times = new int[examples];
        Map<String, double[]> drawn = columns(RESAMPLES, resample -> {
            Arrays.fill(times, 0);
            for (int i = 0; i < examples; i++) {
                times[random.nextInt(examples)]++;
            }
            return metrics.apply(times);
        });
        Arrays.fill(times, 1);
        Map<String, Double> values = metrics.apply(times);
        Map<String, double[]> without = without(times, metrics);
        Map<String, Interval> intervals = new HashMap<>();
        drawn.forEach((name, column) -> {
            if (Arrays.stream(column).allMatch(Double::isFinite)) {
                intervals.put(
                        name,
                        interval(
                                column,
                                BiasCorrection.of(
                                        column,
                                        values.getOrDefault(name, Double.NaN),
                                        without.getOrDefault(name, new double[0]),
                                        examples),
                                TAIL));
            }
        });
        return intervals;
    }

    /** The metrics without one example, for each of them or for as many as it takes; of a single example there is nothing to tell. */
    private static Map<String, double[]> without(int[] once, Function<int[], Map<String, Double>> metrics) {
        int count = once.length == 1 ? 0 : Math.min(once.length, LEFT_OUT);
        return columns(count, choice -> {
            int left = (int) ((long) choice * once.length / count);
            once[left] = 0;
            Map<String, Double> values = metrics.apply(once);
            once[left] = 1;
            return values;
        });
    }

    private static Map<String, double[]> columns(int rows, IntFunction<Map<String, Double>> row) {
        Map<String, double[]> columns = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            int at = i;
            row.apply(i).forEach((name, value) -> columns.computeIfAbsent(name, key -> new double[rows])[at] = value);
        }
        return columns;
    }

    /**
     * @param drawn the metric in each resample; sorted here
     * @param tail how often the truth may be beyond each of the ends
     */
    static Interval interval(double[] drawn, BiasCorrection correction, double tail) {
        Arrays.sort(drawn);
        return new Interval(quantile(drawn, correction.level(tail)), quantile(drawn, correction.level(1 - tail)));
    }

    /** Interpolates between the two nearest (Hyndman and Fan 1996, definition 7). */
    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        double share = at - below;
        return below + 1 < sorted.length ? sorted[below] * (1 - share) + sorted[below + 1] * share : sorted[below];
    }
}
