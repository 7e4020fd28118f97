package dev.tryout.surrogate;

import java.util.Arrays;

/**
 * What is believed of a function after values at some points: a normal distribution at every other point (Rasmussen and Williams
 * 2006, algorithm 2.1), with a constant mean and a signal's variance that are learned from the values.
 */
public final class GaussianProcess {
    /** Variances are no less than this share of the signal's: rounding must not make them negative. */
    private static final double LEAST_VARIANCE = 1e-12;

    private final Kernel kernel;
    private final double[][] x;
    private final double[] z;
    private final Cholesky factor;
    private final double mean;
    private final double variance;
    private final double[] alpha;

    private GaussianProcess(Kernel kernel, double[][] x, double[] z, Cholesky factor, Residual residual) {
        this.kernel = kernel;
        this.x = x;
        this.z = z;
        this.factor = factor;
        this.mean = residual.mean();
        this.variance = residual.variance();
        this.alpha = residual.alpha();
    }

    /** The mean and the standard deviation of the function, noise not included, at a point. */
    public record Prediction(double mean, double deviation) {}

    /**
     * The process given some values.
     *
     * @param x the points
     * @param z the values, as many
     * @param noise the variance of the values' noise as a multiple of the signal's variance
     */
    public static GaussianProcess of(Kernel kernel, double[][] x, double[] z, double noise) {
        Cholesky factor = Cholesky.of(matrix(kernel, x, noise));
        return new GaussianProcess(kernel, x, z, factor, Residual.of(factor, z));
    }

    /**
     * The same process after it saw its own mean at further points: less is unknown around them, nothing else changes.
     *
     * @param further the points
     * @param noise as for the values it has seen
     */
    public GaussianProcess believing(double[][] further, double noise) {
        if (further.length == 0) {
            return this;
        }
        double[][] all = Arrays.copyOf(x, x.length + further.length);
        System.arraycopy(further, 0, all, x.length, further.length);
        double[] values = Arrays.copyOf(z, all.length);
        for (int i = x.length; i < all.length; i++) {
            values[i] = meanAt(all[i]);
        }
        double[] extended = Arrays.copyOf(alpha, all.length);
        Residual residual = new Residual(mean, variance, extended, 0);
        return new GaussianProcess(kernel, all, values, Cholesky.of(matrix(kernel, all, noise)), residual);
    }

    /**
     * The same process with values imagined at further points.
     *
     * @param further the points
     * @param noise as for the values it has seen
     * @param normals one row a fantasy, and in it one standard normal number for each of the points
     */
    public Fantasies imagining(double[][] further, double noise, double[][] normals) {
        double[][] all = Arrays.copyOf(x, x.length + further.length);
        System.arraycopy(further, 0, all, x.length, further.length);
        double[] residuals = Arrays.stream(z).map(value -> value - mean).toArray();
        Cholesky whole = Cholesky.of(matrix(kernel, all, noise));
        return new Fantasies(kernel, all, whole, residuals, mean, variance, noise, normals);
    }

    private static double[][] matrix(Kernel kernel, double[][] x, double noise) {
        int n = x.length;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                matrix[i][j] = kernel.value(x[i], x[j]);
            }
            matrix[i][i] = 1 + noise;
        }
        return matrix;
    }

    /** The prediction at a point. */
    public Prediction at(double[] point) {
        double[] k = covariances(point);
        return new Prediction(mean + Vectors.dot(k, alpha), deviation(variance, factor.solveHalf(k)));
    }

    /** The mean alone, which costs much less. */
    public double meanAt(double[] point) {
        return mean + Vectors.dot(covariances(point), alpha);
    }

    /**
     * The prediction with its gradients.
     *
     * @param byMean overwritten: the mean's derivatives
     * @param byDeviation overwritten: the deviation's
     */
    public Prediction at(double[] point, double[] byMean, double[] byDeviation) {
        int n = x.length;
        double[] k = new double[n];
        double[][] gradients = new double[n][point.length];
        for (int i = 0; i < n; i++) {
            k[i] = kernel.value(point, x[i], gradients[i]);
        }
        double[] half = factor.solveHalf(k);
        double[] weights = factor.solveOtherHalf(half);
        double deviation = deviation(variance, half);
        Arrays.fill(byMean, 0);
        Arrays.fill(byDeviation, 0);
        for (int i = 0; i < n; i++) {
            double factorOfDeviation = -variance * weights[i] / deviation;
            for (int d = 0; d < point.length; d++) {
                byMean[d] += alpha[i] * gradients[i][d];
                byDeviation[d] += factorOfDeviation * gradients[i][d];
            }
        }
        return new Prediction(mean + Vectors.dot(k, alpha), deviation);
    }

    /** The deviation at a point whose covariances have been half solved. */
    static double deviation(double variance, double[] half) {
        return Math.sqrt(variance * Math.max(LEAST_VARIANCE, 1 - Vectors.dot(half, half)));
    }

    private double[] covariances(double[] point) {
        double[] k = new double[x.length];
        for (int i = 0; i < k.length; i++) {
            k[i] = kernel.value(point, x[i]);
        }
        return k;
    }
}
