package dev.tryout.surrogate;

import java.util.Arrays;

/**
 * A Gaussian process together with values imagined at points whose values are not known yet, several times over, each time drawn from
 * what the process believes of all these points jointly (Snoek et al. 2012, "Practical Bayesian optimization of machine learning
 * algorithms", section 3.2). How uncertain the rest is does not depend on what is imagined, so that all fantasies have one factor
 * and one deviation; their means differ.
 *
 * <p>With {@code C = RᵀR} the covariance of known and imagined values, a joint draw of the latter is what {@code Rᵀ} makes of
 * standard normal numbers, after the known values' own residuals.
 */
public final class Fantasies {
    private final Kernel kernel;
    private final double[][] x;
    private final Cholesky factor;
    private final double mean;
    private final double variance;
    private final double[][] alphas;
    private final double[] lowest;

    /**
     * Fantasies of a process.
     *
     * @param factor of the covariance of x, the noise included, in units of the signal's variance
     * @param residuals of the values known, those of the first points of x, less the mean
     * @param noise as a multiple of the signal's variance
     * @param normals one row a fantasy, and in it one standard normal number for each point without a value
     */
    Fantasies(
            Kernel kernel,
            double[][] x,
            Cholesky factor,
            double[] residuals,
            double mean,
            double variance,
            double noise,
            double[][] normals) {
        this.kernel = kernel;
        this.x = x;
        this.factor = factor;
        this.mean = mean;
        this.variance = variance;
        this.alphas = new double[normals.length][];
        this.lowest = new double[normals.length];
        int known = residuals.length;
        double[] half = factor.solveHalf(Arrays.copyOf(residuals, x.length));
        for (int s = 0; s < normals.length; s++) {
            for (int i = known; i < x.length; i++) {
                half[i] = Math.sqrt(variance) * normals[s][i - known];
            }
            alphas[s] = factor.solveOtherHalf(half);
            double[] imagined = factor.multiplyHalf(half);
            lowest[s] = Double.POSITIVE_INFINITY;
            for (int i = known; i < x.length; i++) {
                lowest[s] = Math.min(lowest[s], mean + imagined[i] - noise * alphas[s][i]);
            }
        }
    }

    /** How many there are. */
    public int count() {
        return alphas.length;
    }

    /** The lowest mean, in one of the fantasies, at the points whose values are imagined. */
    public double lowest(int fantasy) {
        return lowest[fantasy];
    }

    /** What is believed of a point. */
    public View at(double[] point) {
        double[] k = new double[x.length];
        for (int i = 0; i < k.length; i++) {
            k[i] = kernel.value(point, x[i]);
        }
        return new View(k, new double[k.length][point.length]);
    }

    /** What is believed of a point, with what its gradient takes. */
    public View withGradientAt(double[] point) {
        double[] k = new double[x.length];
        double[][] gradients = new double[k.length][point.length];
        for (int i = 0; i < k.length; i++) {
            k[i] = kernel.value(point, x[i], gradients[i]);
        }
        return new View(k, gradients);
    }

    /** The function, noise not included, at a point: a mean in each fantasy, and the deviation of all. */
    public final class View {
        private final double[] means;
        private final double[] half;
        private final double deviation;
        private final double[][] gradients;

        private View(double[] k, double[][] gradients) {
            this.means = Arrays.stream(alphas)
                    .mapToDouble(alpha -> mean + Vectors.dot(k, alpha))
                    .toArray();
            this.half = factor.solveHalf(k);
            this.deviation = GaussianProcess.deviation(variance, half);
            this.gradients = gradients;
        }

        public double mean(int fantasy) {
            return means[fantasy];
        }

        public double deviation() {
            return deviation;
        }

        /**
         * The gradient of any function of means and deviation.
         *
         * @param byMeans the function's derivatives by each fantasy's mean
         * @param byDeviation likewise
         * @param gradient overwritten; 0 unless the view was made with gradients
         */
        public void gradient(double[] byMeans, double byDeviation, double[] gradient) {
            double[] weights = factor.solveOtherHalf(half);
            Arrays.fill(gradient, 0);
            for (int i = 0; i < weights.length; i++) {
                double weight = -byDeviation * variance * weights[i] / deviation;
                for (int s = 0; s < alphas.length; s++) {
                    weight += byMeans[s] * alphas[s][i];
                }
                for (int d = 0; d < gradient.length; d++) {
                    gradient[d] += weight * gradients[i][d];
                }
            }
        }
    }
}
