package dev.tryout.sampler;

import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.Arrays;
import java.util.List;

/**
 * A density over the unit cube: a mixture of one component for each observation and a uniform one, the prior. A component is a
 * product of one kernel for each dimension. Where an observation has no value, its parameter being inactive, the kernel is
 * uniform; the parents' kernels see to it that such a component matters little where the parameter is active.
 */
final class ParzenEstimator {
    /** The weight of the uniform component; observations have 1 on average. */
    static final double PRIOR_WEIGHT = 1;

    private final Kernel[] kernels;
    private final double[] logWeights;
    private final double[] cumulativeWeights;

    /**
     * @param points one position for each of {@link SearchSpace#searched()}, NaN where inactive
     * @param weights one for each point
     */
    ParzenEstimator(SearchSpace space, double[][] points, double[] weights) {
        int components = points.length + 1;
        double[] all = Arrays.copyOf(weights, components);
        all[components - 1] = PRIOR_WEIGHT;
        double total = Arrays.stream(all).sum();
        List<Parameter> parameters = space.searched();
        kernels = new Kernel[parameters.size()];
        for (int d = 0; d < kernels.length; d++) {
            double[] centres = new double[components];
            for (int i = 0; i < points.length; i++) {
                centres[i] = points[i][d];
            }
            centres[components - 1] = Double.NaN;
            kernels[d] = Kernels.of(parameters.get(d).domain(), centres, all, kernels.length);
        }
        logWeights = new double[components];
        cumulativeWeights = new double[components];
        double cumulative = 0;
        for (int i = 0; i < components; i++) {
            logWeights[i] = StrictMath.log(all[i] / total);
            cumulative += all[i];
            cumulativeWeights[i] = cumulative;
        }
    }

    /** The logarithm of the density at a point; NaN positions do not count. */
    double logDensity(double[] point) {
        double[] logs = logWeights.clone();
        for (int d = 0; d < kernels.length; d++) {
            if (!Double.isNaN(point[d])) {
                kernels[d].addLogDensities(point[d], logs);
            }
        }
        double max = Arrays.stream(logs).max().orElseThrow();
        double sum = 0;
        for (double log : logs) {
            // Below e^-36 a term is lost in the sum's rounding.
            if (log > max - 36) {
                sum += StrictMath.exp(log - max);
            }
        }
        return max + StrictMath.log(sum);
    }

    /** A point drawn from the density, with a position in every dimension. */
    double[] draw(Randomness randomness) {
        double target = randomness.uniform() * cumulativeWeights[cumulativeWeights.length - 1];
        int component = 0;
        while (cumulativeWeights[component] <= target) {
            component++;
        }
        double[] point = new double[kernels.length];
        for (int d = 0; d < kernels.length; d++) {
            point[d] = kernels[d].draw(component, randomness);
        }
        return point;
    }
}
