package dev.tryout.surrogate;

import java.util.Arrays;

/**
 * The values less their mean, seen through the kernel matrix C.
 *
 * @param mean the constant mean that fits best
 * @param variance of the signal, its most probable value
 * @param alpha {@code C⁻¹(z - mean)}
 * @param energy what mean, variance and residuals add to minus the log density
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record Residual(double mean, double variance, double[] alpha, double energy) {
    /** The signal's variance has an inverse gamma prior of this shape and scale: worth as much as two values of variance 1. */
    private static final double SIGNAL_PRIOR = 1;

    static Residual of(Cholesky factor, double[] z) {
        int n = z.length;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] halfOnes = factor.solveHalf(ones);
        double[] half = factor.solveHalf(z);
        double mean = Vectors.dot(halfOnes, half) / Vectors.dot(halfOnes, halfOnes);
        for (int i = 0; i < n; i++) {
            half[i] -= mean * halfOnes[i];
        }
        double square = Vectors.dot(half, half);
        double variance = (0.5 * square + SIGNAL_PRIOR) / (0.5 * n + SIGNAL_PRIOR);
        double energy = (0.5 * n + SIGNAL_PRIOR) * (StrictMath.log(variance) + 1);
        return new Residual(mean, variance, factor.solveOtherHalf(half), energy);
    }
}
