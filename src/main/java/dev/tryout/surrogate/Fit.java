package dev.tryout.surrogate;

/** Finds the most probable hyperparameters for some values, from a few fixed starts. A pure function. */
public final class Fit {
    private static final double TOLERANCE = 1e-3;
    private static final double FIRST_STEP = 1;

    private Fit() {}

    /**
     * The most probable hyperparameters.
     *
     * @param x the points, one row each: coordinates in [0, 1], NaN where inactive
     * @param unordered which coordinates are categories
     * @param y the values, scaled to a centre near 0 and a spread near 1; at least one
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
        double[] startLengths = {0.5, 2, 0.2};
        double[] startNoise = {1e-3, 1e-2, 1e-1};
        for (int s = 0; s < Tuning.STARTS; s++) {
            double[] start = new double[size];
            java.util.Arrays.fill(start, StrictMath.log(startLengths[s] * Math.sqrt(unordered.length)));
            start[size - 2] = StrictMath.log(startNoise[s]);
            start[size - 1] = 1;
            Lbfgs.Minimum found = new Lbfgs((int) Tuning.EVALS, TOLERANCE, FIRST_STEP).minimise(evidence, start, lower, upper);
            if (best == null || found.value() < best.value()) {
                best = found;
            }
        }
        return Hyperparameters.ofVector(best.point());
    }
}
