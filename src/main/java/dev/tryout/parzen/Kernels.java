package dev.tryout.parzen;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import java.util.stream.IntStream;

/**
 * Chooses each dimension's kernel and its width. Ordered parameters take Scott's width, clipped from below by a floor that falls
 * with the number of observations (Watanabe 2023, section 3.3, "magic clipping"); unordered ones a share of their mass that moves
 * to the other categories and falls likewise. Integers of few values, and choices between ascending numbers, have a probability
 * for each value; integers of many are taken as continuous.
 */
final class Kernels {
    /** Ordered parameters with more values than this are taken as continuous. */
    static final int MAX_CELLS = 32;

    /** Scott's width is multiplied by this. */
    static final double WIDTH_FACTOR = 0.7;

    /** The floor of a width: this at least, and with few observations 1 / (1 + n^exponent). */
    static final double LEAST_WIDTH = 0.01;

    static final double CLIPPING_EXPONENT = 1.1;

    /** The least width in cells of a discrete parameter. */
    static final double LEAST_WIDTH_IN_CELLS = 0.5;

    /** Pseudo-observations spread over all categories. */
    static final double CATEGORY_PRIOR = 3;

    /** A cell's least probability, far above the error of {@link StudentT}. */
    private static final double LEAST_MASS = 1e-6;

    private static final double UNIFORM_VARIANCE = 1 / 12.0;

    private Kernels() {}

    /**
     * The kernel of one dimension.
     *
     * @param centres positions, NaN where inactive; the last is the prior's
     * @param weights one for each centre
     * @param dimensions of the whole space
     */
    static Kernel of(Domain domain, double[] centres, double[] weights, int dimensions) {
        if (domain instanceof CategoricalDomain categories && !isOrdered(categories)) {
            int count = categories.values().size();
            return new CellKernel(equalCells(count), centres, categoryMasses(count, centres.length));
        }
        double width = width(centres, weights, dimensions);
        long values = domain.cardinality().orElse(Long.MAX_VALUE);
        if (values > MAX_CELLS) {
            return new BellKernel(centres, width);
        }
        double[] borders = domain instanceof IntDomain integers ? cells(integers) : equalCells((int) values);
        return new CellKernel(borders, centres, orderedMasses(borders, Math.max(width, LEAST_WIDTH_IN_CELLS / values)));
    }

    private static boolean isOrdered(CategoricalDomain domain) {
        return domain.isNumeric()
                && IntStream.range(1, domain.values().size()).allMatch(i -> number(domain, i) > number(domain, i - 1));
    }

    private static double number(CategoricalDomain domain, int index) {
        return ((Number) domain.values().get(index)).doubleValue();
    }

    private static double width(double[] centres, double[] weights, int dimensions) {
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < centres.length; i++) {
            if (!Double.isNaN(centres[i])) {
                sum += weights[i];
                mean += weights[i] * centres[i];
            }
        }
        double prior = ParzenEstimator.PRIOR_WEIGHT;
        mean = (mean + prior / 2) / (sum + prior);
        double squares = prior * ((0.5 - mean) * (0.5 - mean) + UNIFORM_VARIANCE);
        for (int i = 0; i < centres.length; i++) {
            if (!Double.isNaN(centres[i])) {
                squares += weights[i] * (centres[i] - mean) * (centres[i] - mean);
            }
        }
        double deviation = Math.sqrt(squares / (sum + prior));
        double scott = WIDTH_FACTOR * deviation * StrictMath.pow(Math.max(1, sum), -1.0 / (dimensions + 4));
        double floor = Math.max(LEAST_WIDTH, 1 / (1 + StrictMath.pow(centres.length, CLIPPING_EXPONENT)));
        return Math.min(1, Math.max(floor, scott));
    }

    private static double[] equalCells(int count) {
        return IntStream.rangeClosed(0, count)
                .mapToDouble(i -> (double) i / count)
                .toArray();
    }

    /** Borders halfway between whole numbers, on the domain's scale. */
    private static double[] cells(IntDomain domain) {
        FloatDomain range = new FloatDomain(domain.min() - 0.5, domain.max() + 0.5, domain.scale());
        return IntStream.rangeClosed(0, (int) (domain.max() - domain.min()) + 1)
                .mapToDouble(i -> range.toUnit(domain.min() - 0.5 + i))
                .toArray();
    }

    private static double[][] categoryMasses(int count, int components) {
        double share = CATEGORY_PRIOR / components;
        double[][] masses = new double[count][count];
        for (int from = 0; from < count; from++) {
            for (int to = 0; to < count; to++) {
                masses[from][to] = ((from == to ? 1 : 0) + share) / (1 + count * share);
            }
        }
        return masses;
    }

    private static double[][] orderedMasses(double[] borders, double width) {
        int count = borders.length - 1;
        double[][] masses = new double[count][count];
        for (int from = 0; from < count; from++) {
            double centre = (borders[from] + borders[from + 1]) / 2;
            double inside = StudentT.mass(-centre / width, (1 - centre) / width);
            for (int to = 0; to < count; to++) {
                double mass = StudentT.mass((borders[to] - centre) / width, (borders[to + 1] - centre) / width);
                masses[from][to] = Math.max(LEAST_MASS, mass / inside);
            }
        }
        return masses;
    }
}
