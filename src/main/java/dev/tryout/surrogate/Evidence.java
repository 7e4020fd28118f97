package dev.tryout.surrogate;

/**
 * Minus the logarithm of the posterior density of hyperparameters, with analytic gradients (Rasmussen and Williams 2006, section
 * 5.4.1): the marginal likelihood of the warped values, the warp's Jacobian (Snelson et al. 2004, "Warped Gaussian processes"), and
 * the priors. The constant mean and the signal's variance are at their best for the others, in closed form, so that they need no
 * gradient.
 */
final class Evidence implements Differentiable {
    private final PairDistances pairs;
    private final double[] y;
    private final Prior lengthPrior;
    private final double[] values;
    private final double[] steepness;

    Evidence(double[][] x, boolean[] unordered, double[] y) {
        this.pairs = new PairDistances(x, unordered);
        this.y = y;
        this.lengthPrior = Prior.ofLength(unordered.length);
        int count = y.length * (y.length - 1) / 2;
        this.values = new double[count];
        this.steepness = new double[count];
    }

    /** The prior of an entry of the vector. */
    Prior prior(int index, int size) {
        return index < size - 2 ? lengthPrior : index == size - 2 ? Prior.ofNoise() : Prior.ofExponent();
    }

    @Override
    public double evaluate(double[] theta, double[] gradient) {
        int n = y.length;
        int d = theta.length - 2;
        Hyperparameters parameters = Hyperparameters.ofVector(theta);
        pairs.kernel(parameters.lengths(), values, steepness);
        Cholesky factor = Cholesky.of(matrix(parameters.noise()));
        OutputWarp warp = new OutputWarp(parameters.exponent());
        Residual residual = Residual.of(factor, warped(warp));

        double[][] inverse = factor.lowerInverse();
        double[] alpha = residual.alpha();
        double variance = residual.variance();
        double[] ofKernel = new double[values.length];
        double[] ofSteepness = new double[values.length];
        double byNoise = 0;
        int pair = 0;
        for (int i = 0; i < n; i++) {
            double[] row = inverse[i];
            double scaled = alpha[i] / variance;
            for (int j = 0; j < i; j++, pair++) {
                double weight = row[j] - scaled * alpha[j];
                ofKernel[pair] = weight * values[pair];
                ofSteepness[pair] = weight * steepness[pair];
            }
            byNoise += 0.5 * (row[i] - scaled * alpha[i]);
        }
        for (int k = 0; k < d; k++) {
            gradient[k] = pairs.byLogLength(k, parameters.lengths(), ofKernel, ofSteepness);
        }
        gradient[d] = byNoise * parameters.noise();
        double byExponent = 0;
        double jacobian = 0;
        for (int i = 0; i < n; i++) {
            double logSlope = OutputWarp.logSlopeByExponent(y[i]);
            byExponent += alpha[i] / variance * warp.byExponent(y[i]) - logSlope;
            jacobian += logSlope * (parameters.exponent() - 1);
        }
        gradient[d + 1] = byExponent;

        double energy = 0.5 * factor.logDeterminant() + residual.energy() - jacobian;
        for (int k = 0; k < theta.length; k++) {
            Prior prior = prior(k, theta.length);
            energy += prior.energy(theta[k]);
            gradient[k] += prior.slope(theta[k]);
        }
        return energy;
    }

    private double[] warped(OutputWarp warp) {
        double[] z = new double[y.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = warp.apply(y[i]);
        }
        return z;
    }

    private double[][] matrix(double noise) {
        int n = y.length;
        double[][] matrix = new double[n][n];
        int pair = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = values[pair++];
            }
            matrix[i][i] = 1 + noise;
        }
        return matrix;
    }
}
