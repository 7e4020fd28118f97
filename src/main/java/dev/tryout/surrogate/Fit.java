package dev.tryout.surrogate;

import java.util.Arrays;

/** Finds the most probable hyperparameters for some values, from two fixed starts of which the better one is followed. */
public final class Fit {
    private static final double TOLERANCE = 5e-3;
    private static final double FIRST_STEP = 1;
    private static final int TRIAL_EVALUATIONS = 8;
    private static final int EVALUATIONS = 30;

    /** Lengths, for a cube of one dimension, and noises to start from: a short-sighted process and one of broad trends and noise. */
    private static final double[] START_LENGTHS = {0.5, 2};

    private static final double[] START_NOISES = {1e-3, 1e-2};

    private Fit() {}

    /**
     * The most probable hyperparameters. A pure function.
     *
     * @param x the points, one row each: coordinates in [0, 1], NaN where inactive
     * @param unordered which coordinates are categories
     * @param y the values, on a scale with a centre near 0 and a spread near 1; at least one
     */
    public static Hyperparameters of(double[][] x, boolean[] unordered, double[] y) {
        Evidence evidence = new Evidence(x, unordered, y);
        int size = unordered.length + 2;
        double[] lower = new double[size];
        double[] upper = new double[size];
        for (int i = 0; i < size; i++) {
            lower[i] = evidence.prior(i, size).lower();
            upper[i] = evidence.prior(i, size).upper();
        }
        Lbfgs.Minimum best = null;
        for (int s = 0; s < START_LENGTHS.length; s++) {
            double[] lengths = new double[unordered.length];
            Arrays.fill(lengths, START_LENGTHS[s] * Math.sqrt(unordered.length));
            Lbfgs.Minimum found = new Lbfgs(TRIAL_EVALUATIONS, TOLERANCE, FIRST_STEP)
                    .minimise(evidence, new Hyperparameters(lengths, START_NOISES[s], 1).toVector(), lower, upper);
            best = best == null || found.value() < best.value() ? found : best;
        }
        double[] start = best == null ? lower : best.point();
        return Hyperparameters.ofVector(new Lbfgs(EVALUATIONS, TOLERANCE, FIRST_STEP)
                .minimise(evidence, start, lower, upper)
                .point());
    }
}
