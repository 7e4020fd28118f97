package dev.tryout.sampler;

import java.util.Arrays;

/**
 * The part of the cube to search: all of it, or a box around the best point (Eriksson et al. 2019, "Scalable global optimization via
 * local Bayesian optimization", section 2). The box is longer where losses change slowly; it doubles after three improvements in a
 * row and halves after as many failures as there are dimensions, and starts anew when it has become tiny.
 *
 * @param lower one bound for each coordinate
 * @param upper likewise
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record TrustRegion(double[] lower, double[] upper) {
    private static final double FIRST_SIDE = 0.8;
    private static final double MAX_SIDE = 1.6;
    private static final double MIN_SIDE = 0x1p-7;
    private static final int HALVINGS = 5;
    private static final int SUCCESSES = 3;
    private static final int LEAST_FAILURES = 4;

    static TrustRegion everywhere(int dimensions) {
        double[] ones = new double[dimensions];
        Arrays.fill(ones, 1);
        return new TrustRegion(new double[dimensions], ones);
    }

    /**
     * The box around a point.
     *
     * @param centre NaN where inactive: the whole range then
     * @param losses in the order of suggestion
     * @param lengths over which losses change, one for each coordinate
     */
    static TrustRegion around(double[] centre, double[] losses, double[] lengths) {
        return around(centre, side(losses, lengths.length), lengths);
    }

    /**
     * The box around a point.
     *
     * @param side of the box, before it is stretched by the lengths
     */
    static TrustRegion around(double[] centre, double side, double[] lengths) {
        double meanLog = Arrays.stream(lengths).map(StrictMath::log).average().orElse(0);
        double[] lower = new double[centre.length];
        double[] upper = new double[centre.length];
        for (int d = 0; d < centre.length; d++) {
            double half = 0.5 * side * lengths[d] / StrictMath.exp(meanLog);
            lower[d] = Double.isNaN(centre[d]) ? 0 : Math.max(0, centre[d] - half);
            upper[d] = Double.isNaN(centre[d]) ? 1 : Math.min(1, centre[d] + half);
        }
        return new TrustRegion(lower, upper);
    }

    static double side(double[] losses, int dimensions) {
        double side = FIRST_SIDE;
        double best = Double.POSITIVE_INFINITY;
        int successes = 0;
        int failures = 0;
        for (double loss : losses) {
            boolean better = loss < best;
            best = Math.min(best, loss);
            successes = better ? successes + 1 : 0;
            failures = better ? 0 : failures + 1;
            if (successes == SUCCESSES) {
                side = Math.min(MAX_SIDE, 2 * side);
                successes = 0;
            } else if (failures == Math.max(LEAST_FAILURES, dimensions)) {
                side = side / 2 < MIN_SIDE ? FIRST_SIDE : side / 2;
                failures = 0;
            }
        }
        return side;
    }

    /** A side of any order of magnitude down to a thirty-second of the first one, each as likely. */
    static double sideOfAnyScale(Randomness randomness) {
        return FIRST_SIDE * StrictMath.pow(2, -HALVINGS * randomness.uniform());
    }

    double clip(int dimension, double coordinate) {
        return Math.min(upper[dimension], Math.max(lower[dimension], coordinate));
    }

    /** The place at a share of the range. */
    double place(int dimension, double share) {
        return lower[dimension] + share * (upper[dimension] - lower[dimension]);
    }
}
