package dev.tryout.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Ranks of values, equal ones sharing the mean of theirs, where each value counts some times. Sorts once. */
final class Ranks {
    private final double[] values;
    private final int[] ascending;

    Ranks(double[] values) {
        // Zeros of both signs are equal.
        this.values = Arrays.stream(values).map(value -> value + 0.0).toArray();
        this.ascending = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> this.values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * @param times how often each value is there, 0 or more
     * @return a rank for each value, from 1; without meaning where it is there 0 times
     */
    double[] of(int[] times) {
        double[] ranks = new double[values.length];
        long before = 0;
        int start = 0;
        while (start < ascending.length) {
            long equal = 0;
            int end = start;
            while (end < ascending.length && Double.compare(values[ascending[end]], values[ascending[start]]) == 0) {
                equal += times[ascending[end]];
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[ascending[i]] = before + (equal + 1) / 2.0;
            }
            before += equal;
            start = end;
        }
        return ranks;
    }

    /** Pearson's correlation of two columns whose rows count some times; 0 where either does not vary. */
    static double correlation(double[] x, double[] y, int[] times) {
        double count = 0;
        double xMean = 0;
        double yMean = 0;
        for (int i = 0; i < times.length; i++) {
            count += times[i];
            xMean += times[i] * x[i];
            yMean += times[i] * y[i];
        }
        xMean /= count;
        yMean /= count;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < times.length; i++) {
            xx += times[i] * (x[i] - xMean) * (x[i] - xMean);
            yy += times[i] * (y[i] - yMean) * (y[i] - yMean);
            xy += times[i] * (x[i] - xMean) * (y[i] - yMean);
        }
        double spread = Math.sqrt(xx) * Math.sqrt(yy);
        return spread == 0 ? 0 : xy / spread;
    }
}
