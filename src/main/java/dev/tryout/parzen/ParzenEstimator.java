package dev.tryout.parzen;

import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * A density over the unit cube: a mixture of one component for each observation and a uniform one, the prior. A component is a
 * product of one kernel for each dimension. Where an observation has no value, its parameter being inactive, the kernel is
 * uniform; the parents' kernels see to it that such a component matters little where the parameter is active.
 */
public final class ParzenEstimator {
    /** The weight of the uniform component; observations have 1 on average. */
    static final double PRIOR_WEIGHT = 1;

    /** How many of the points drawn take each position from an observation of its own. */
    static final double CROSSED_SHARE = 0.5;

    /** Keeps sums finite in hundreds of dimensions. */
    private static final double LARGEST_TERM = 1e300;

    private final Kernel[] kernels;
    private final double[] weights;
    private final double[] products;

    /** Of observations that all weigh the same. */
    public ParzenEstimator(SearchSpace space, double[][] points) {
        this(space, points, DoubleStream.generate(() -> 1).limit(points.length).toArray());
    }

    /**
     * @param points one position for each of {@link SearchSpace#searched()}, NaN where inactive
     * @param pointWeights one for each point
     */
    public ParzenEstimator(SearchSpace space, double[][] points, double[] pointWeights) {
        int components = points.length + 1;
        double[] all = Arrays.copyOf(pointWeights, components);
        all[components - 1] = PRIOR_WEIGHT;
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
        double total = Arrays.stream(all).sum();
        weights = Arrays.stream(all).map(weight -> weight / total).toArray();
        products = new double[components];
    }

    /** The logarithm of the density at a point, relative to the uniform density; NaN positions do not count. */
    public double logDensity(double[] point) {
        System.arraycopy(weights, 0, products, 0, weights.length);
        for (int d = 0; d < kernels.length; d++) {
            if (!Double.isNaN(point[d])) {
                kernels[d].multiply(point[d], products);
            }
        }
        double sum = 0;
        for (double product : products) {
            sum += Math.min(LARGEST_TERM, product);
        }
        return StrictMath.log(sum);
    }

    /**
     * A point near those observed, with a position in every dimension: drawn from the density, or, half of the time, each of its
     * positions from the density of that dimension alone, which combines what did well in different observations.
     *
     * @param uniform random numbers, uniform in [0, 1)
     */
    public double[] draw(DoubleSupplier uniform) {
        double[] point = new double[kernels.length];
        boolean crosses = uniform.getAsDouble() < CROSSED_SHARE;
        int component = component(uniform);
        for (int d = 0; d < kernels.length; d++) {
            point[d] = kernels[d].draw(crosses ? component(uniform) : component, uniform);
        }
        return point;
    }

    private int component(DoubleSupplier uniform) {
        double target = uniform.getAsDouble();
        int component = 0;
        for (double sum = weights[0]; sum <= target && component < weights.length - 1; sum += weights[component]) {
            component++;
        }
        return component;
    }
}
