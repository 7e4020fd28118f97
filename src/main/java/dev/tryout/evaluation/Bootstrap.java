package dev.tryout.evaluation;

import dev.tryout.trial.Interval;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The percentile bootstrap (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13): metrics of examples
 * drawn with replacement, as many as there are, show how far the metric would vary over other examples.
 */
final class Bootstrap {
    static final int RESAMPLES = 2_000;

    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * 95 % confidence intervals of every metric that is finite in all resamples.
     *
     * @param examples how many there are, 1 or more
     * @param metrics by name, of examples each of which is there as often as the array says
     */
    static Map<String, Interval> intervals(int examples, long seed, Function<int[], Map<String, Double>> metrics) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, double[]> values = new HashMap<>();
        int[] times = new int[examples];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < examples; i++) {
                times[random.nextInt(examples)]++;
            }
            int at = resample;
            metrics.apply(times)
                    .forEach((name, value) -> values.computeIfAbsent(name, key -> new double[RESAMPLES])[at] = value);
        }
        Map<String, Interval> intervals = new HashMap<>();
        values.forEach((name, drawn) -> {
            if (Arrays.stream(drawn).allMatch(Double::isFinite)) {
                Arrays.sort(drawn);
                intervals.put(name, new Interval(quantile(drawn, TAIL), quantile(drawn, 1 - TAIL)));
            }
        });
        return intervals;
    }

    /** Interpolates between the two nearest (Hyndman and Fan 1996, definition 7). */
    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        double share = at - below;
        return below + 1 < sorted.length ? sorted[below] * (1 - share) + sorted[below + 1] * share : sorted[below];
    }
}
