package dev.tryout.simulation;

import java.util.Arrays;

/** Quantiles of a sample, interpolated linearly (Hyndman and Fan 1996, "Sample quantiles in statistical packages", type 7). */
final class Quantiles {
    private Quantiles() {}

    /**
     * A quantile; infinite where it lies beside an infinite value.
     *
     * @param values one or more, in any order, none of them NaN
     * @param share from 0 to 1
     */
    static double of(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        double rest = position - below;
        if (rest == 0 || Double.isInfinite(sorted[below + 1])) {
            return rest == 0 ? sorted[below] : sorted[below + 1];
        }
        return sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }
}
