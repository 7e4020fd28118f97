package dev.tryout.insight;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a forest learns from: n points in d dimensions, and the loss at each. */
final class Table {
    /** Longer studies are thinned out evenly: more trials would cost time and change nothing that is shown. */
    private static final int MAX_ROWS = 1000;
    /** Tukey's fence: losses further above the upper quartile than this many interquartile ranges count as if there. */
    private static final double FENCE = 1.5;

    private final double[][] positions;
    private final double[] losses;
    private final int[] categories;

    /**
     * @param positions n by d, each in [0, 1]; NaN where the parameter is not active
     * @param losses n of them
     * @param categories by dimension, how many categories there are; 0 for a numeric dimension
     */
    Table(double[][] positions, double[] losses, int[] categories) {
        this.positions = positions;
        this.losses = losses;
        this.categories = categories;
    }

    static Table of(SearchSpace space, Metric metric, Comparison comparison) {
        int step = (comparison.trials().size() + MAX_ROWS - 1) / MAX_ROWS;
        int[] rows = IntStream.range(0, comparison.trials().size())
                .filter(i -> i % step == 0)
                .toArray();
        double[][] positions = Arrays.stream(rows)
                .mapToObj(i -> space.toUnit(comparison.trials().get(i).configuration()))
                .toArray(double[][]::new);
        double[] losses = Arrays.stream(rows)
                .mapToDouble(i -> metric.loss(comparison.values().get(i)))
                .toArray();
        int[] categories = space.searched().stream()
                .mapToInt(parameter -> categories(parameter.domain()))
                .toArray();
        return new Table(positions, fenced(losses), categories);
    }

    private static int categories(Domain domain) {
        return domain instanceof CategoricalDomain categorical
                ? categorical.values().size()
                : 0;
    }

    /** A diverged trial's loss would otherwise be all of the variance. */
    private static double[] fenced(double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double lower = sorted[(sorted.length - 1) / 4];
        double upper = sorted[3 * (sorted.length - 1) / 4];
        double fence = upper > lower ? upper + FENCE * (upper - lower) : Double.POSITIVE_INFINITY;
        return Arrays.stream(losses).map(loss -> Math.min(loss, fence)).toArray();
    }

    /** The same with one dimension's positions exchanged among the points at which it is active. */
    Table shuffled(int dimension, SplittableRandom random) {
        double[][] copy = Arrays.stream(positions).map(double[]::clone).toArray(double[][]::new);
        int[] active = IntStream.range(0, copy.length)
                .filter(i -> !Double.isNaN(copy[i][dimension]))
                .toArray();
        for (int i = active.length - 1; i > 0; i--) {
            int other = active[(int) (TreeGrower.uniform(random) * (i + 1))];
            double swapped = copy[active[i]][dimension];
            copy[active[i]][dimension] = copy[other][dimension];
            copy[other][dimension] = swapped;
        }
        return new Table(copy, losses, categories);
    }

    int size() {
        return losses.length;
    }

    int[] categories() {
        return categories;
    }

    double position(int row, int dimension) {
        return positions[row][dimension];
    }

    double loss(int row) {
        return losses[row];
    }
}
