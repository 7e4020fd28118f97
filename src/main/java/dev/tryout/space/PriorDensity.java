package dev.tryout.space;

import java.util.List;
import java.util.Optional;

/** The priors of a space's parameters together, over the unit cube; uniform where a parameter has none. */
public final class PriorDensity {
    private final SearchSpace space;
    private final List<Parameter> searched;

    private PriorDensity(SearchSpace space, List<Parameter> searched) {
        this.space = space;
        this.searched = searched;
    }

    /** The priors of the space; empty where no parameter that is searched has one. */
    public static Optional<PriorDensity> of(SearchSpace space) {
        List<Parameter> searched = space.searched();
        return searched.stream().anyMatch(parameter -> parameter.prior() != null)
                ? Optional.of(new PriorDensity(space, searched))
                : Optional.empty();
    }

    /** The logarithm of the density of a configuration, relative to the uniform density; inactive parameters do not count. */
    public double logDensity(Configuration configuration) {
        return logDensity(space.toUnit(configuration));
    }

    /**
     * The same at a point.
     *
     * @param point one position for each of {@link SearchSpace#searched()}, NaN where inactive
     */
    public double logDensity(double[] point) {
        double sum = 0;
        for (int d = 0; d < point.length; d++) {
            Prior prior = searched.get(d).prior();
            if (prior != null && !Double.isNaN(point[d])) {
                sum += StrictMath.log(prior.density(searched.get(d).domain(), point[d]));
            }
        }
        return sum;
    }

    /**
     * How the logarithm of the density at a point changes with each position; 0 where the parameter is not continuous.
     *
     * @param point one position for each of {@link SearchSpace#searched()}, NaN where inactive
     */
    public double[] logSlopes(double[] point) {
        double[] slopes = new double[point.length];
        for (int d = 0; d < point.length; d++) {
            Prior prior = searched.get(d).prior();
            if (prior != null && !Double.isNaN(point[d])) {
                slopes[d] = prior.logSlope(searched.get(d).domain(), point[d]);
            }
        }
        return slopes;
    }

    /**
     * A point as the priors spread them, by the inverse of their distributions.
     *
     * @param even one position in [0, 1] for each of {@link SearchSpace#searched()}, uniform or evenly spread
     */
    public double[] spread(double[] even) {
        double[] point = even.clone();
        for (int d = 0; d < point.length; d++) {
            Prior prior = searched.get(d).prior();
            if (prior != null) {
                point[d] = prior.quantile(searched.get(d).domain(), even[d]);
            }
        }
        return point;
    }
}
