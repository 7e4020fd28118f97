package dev.tryout.surrogate;

import java.util.Arrays;

/**
 * Losses brought to one scale, by an increasing map that is finite for any finite values. The centre and the unit come from the first
 * values, which are spread over the space: later ones crowd around the best, and a unit made of these would magnify differences that
 * do not matter. Only the better half counts for the unit, so that diverged trials do not flatten all others.
 */
public final class Standardised {
    /** Values that say what is usual. */
    private static final int FIRST = 16;

    /** Beyond so many units from the centre, distances count by their logarithm. */
    private static final double EXTREME = 3;

    /** How far the least of 16 normal values lies below their median, in standard deviations. */
    private static final double LEAST_BELOW_MEDIAN = 1.77;

    private Standardised() {}

    /**
     * The losses on the new scale, in their order; all zero where they are all equal.
     *
     * @param losses finite, lower is better, in the order of suggestion
     */
    public static double[] of(double[] losses) {
        double largest = Arrays.stream(losses).map(Math::abs).max().orElse(0);
        double[] standardised = new double[losses.length];
        if (largest == 0) {
            return standardised;
        }
        double[] first = sorted(losses, FIRST, largest);
        double[] all = sorted(losses, losses.length, largest);
        double centre = median(first);
        double unit = Math.max(centre - first[0], median(all) - all[0]) / LEAST_BELOW_MEDIAN;
        if (unit == 0) {
            unit = all[all.length - 1] - all[0];
        }
        for (int i = 0; i < losses.length && unit > 0; i++) {
            standardised[i] = drawnIn((losses[i] / largest - centre) / unit);
        }
        return standardised;
    }

    private static double[] sorted(double[] values, int count, double unit) {
        return Arrays.stream(values)
                .limit(count)
                .map(value -> value / unit)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    private static double drawnIn(double z) {
        double beyond = Math.abs(z) - EXTREME;
        return beyond > 0 ? Math.copySign(EXTREME + StrictMath.log1p(beyond), z) : z;
    }
}
