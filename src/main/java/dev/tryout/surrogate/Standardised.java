package dev.tryout.surrogate;

import java.util.Arrays;

/** Values brought to a centre of 0 and a spread of 1 by their quartiles, with extremes drawn in: an increasing map of any finite values. */
public final class Standardised {
    /** Beyond so many deviations from the centre, distances count by their logarithm. */
    private static final double EXTREME = Tuning.p("xt", 3);

    /** The distance between the quartiles of a normal distribution, in deviations. */
    private static final double QUARTILES_APART = 1.3489795003921634;

    private Standardised() {}

    /** The values on the new scale, in their order. All zero where they are all equal. */
    public static double[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        if (largest == 0) {
            return new double[values.length];
        }
        double median = quantile(sorted, 0.5) / largest;
        double spread = (quantile(sorted, 0.75) / largest - quantile(sorted, 0.25) / largest) / QUARTILES_APART;
        if (!(spread > 0)) {
            spread = sorted[sorted.length - 1] / largest - sorted[0] / largest;
        }
        double[] standardised = new double[values.length];
        for (int i = 0; i < values.length && spread > 0; i++) {
            standardised[i] = drawnIn((values[i] / largest - median) / spread);
        }
        return standardised;
    }

    private static double drawnIn(double z) {
        double beyond = Math.abs(z) - EXTREME;
        return beyond > 0 ? Math.copySign(EXTREME + StrictMath.log1p(beyond), z) : z;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        double weight = place - below;
        return sorted[below] * (1 - weight) + sorted[above] * weight;
    }
}
