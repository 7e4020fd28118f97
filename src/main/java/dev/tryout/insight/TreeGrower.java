package dev.tryout.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows regression trees as random forests have them (Breiman 2001, "Random forests", Machine Learning 45): each on a bootstrap
 * of the points, each split the best by squared error among a random choice of dimensions. Thresholds are drawn between the two
 * values that they part, so that the forest's mean is smooth. Categories are parted by their mean, which is optimal for squared
 * error (Fisher 1958). The dimension of a parameter that is not active is drawn for each tree: the value does not depend on it.
 */
final class TreeGrower {
    private static final double UNIT = 0x1p-53;
    /** The share of dimensions tried at a split, that of Hutter et al. 2014. */
    private static final double TRIED = 5.0 / 6;

    private static final int MIN_LEAF = 3;
    private static final int MAX_LEAVES = 40;
    private static final int MAX_SAMPLE = 250;

    private final int[] categories;
    /** Positions by dimension, then by point. */
    private final double[][] columns;

    private final double[] values;
    private final int minLeaf;
    private final SplittableRandom random;
    private final List<Box> leaves = new ArrayList<>();

    private TreeGrower(int[] categories, double[][] columns, double[] values, SplittableRandom random) {
        this.categories = categories;
        this.columns = columns;
        this.values = values;
        this.minLeaf = Math.max(MIN_LEAF, values.length / MAX_LEAVES);
        this.random = random;
    }

    /**
     * One tree.
     *
     * @param table n points in d dimensions
     * @return its leaves, which part the cube
     */
    static List<Box> grow(Table table, SplittableRandom random) {
        int size = Math.min(MAX_SAMPLE, table.size());
        int dimensions = table.categories().length;
        double[][] columns = new double[dimensions][size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            int drawn = (int) (uniform(random) * table.size());
            values[i] = table.loss(drawn);
            for (int d = 0; d < dimensions; d++) {
                double position = table.position(drawn, d);
                columns[d][i] = Double.isNaN(position) ? uniform(random) : position;
            }
        }
        TreeGrower grower = new TreeGrower(table.categories(), columns, values, random);
        int[][] sorted = Arrays.stream(columns).map(TreeGrower::sorted).toArray(int[][]::new);
        grower.split(Box.cube(table.categories()), sorted);
        return grower.leaves;
    }

    static double uniform(SplittableRandom random) {
        return (random.nextLong() >>> 11) * UNIT;
    }

    /** The indices of the keys, the lowest first. */
    private static int[] sorted(double[] keys) {
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * @param members by dimension, the points in the box, sorted by their position in this dimension
     */
    private void split(Box box, int[][] members) {
        Cut best = null;
        for (int dimension : dimensions()) {
            Cut cut = members[dimension].length < 2 * minLeaf ? null : cut(members[dimension], dimension);
            if (cut != null && (best == null || cut.gain > best.gain)) {
                best = cut;
            }
        }
        if (best == null) {
            leaves.add(box.withValue(Arrays.stream(members[0])
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElse(0)));
            return;
        }
        int dimension = best.dimension;
        for (boolean isLeft : new boolean[] {true, false}) {
            Box part = best.part(box, isLeft);
            split(
                    part,
                    Arrays.stream(members)
                            .map(points -> inside(points, part, dimension))
                            .toArray(int[][]::new));
        }
    }

    private int[] inside(int[] members, Box box, int dimension) {
        int[] kept = new int[members.length];
        int count = 0;
        for (int i : members) {
            if (box.holds(dimension, columns[dimension][i])) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private int[] dimensions() {
        int[] all = IntStream.range(0, categories.length).toArray();
        for (int d = all.length - 1; d > 0; d--) {
            int other = (int) (uniform(random) * (d + 1));
            int swapped = all[d];
            all[d] = all[other];
            all[other] = swapped;
        }
        return Arrays.copyOf(all, (int) Math.ceil(TRIED * all.length));
    }

    /** The best cut of one dimension; null where none leaves enough on both sides or gains anything. */
    private @Nullable Cut cut(int[] members, int dimension) {
        boolean isNumeric = categories[dimension] == 0;
        double[] keys = isNumeric ? columns[dimension] : meansOfCategories(members, dimension);
        int[] order = isNumeric ? members : byKey(members, keys);
        double total = 0;
        for (int i : order) {
            total += values[i];
        }
        double sum = 0;
        double bestGain = 1e-12 * (1 + Math.abs(total * total / members.length));
        int at = -1;
        for (int k = 1; k <= order.length - minLeaf; k++) {
            sum += values[order[k - 1]];
            if (k >= minLeaf && keys[order[k - 1]] < keys[order[k]]) {
                double rest = total - sum;
                double gain = sum * sum / k + rest * rest / (order.length - k) - total * total / order.length;
                if (gain > bestGain) {
                    bestGain = gain;
                    at = k;
                }
            }
        }
        if (at < 0) {
            return null;
        }
        double below = keys[order[at - 1]];
        double above = keys[order[at]];
        double threshold = above - uniform(random) * (above - below);
        return isNumeric
                ? new Cut(dimension, bestGain, (box, isLeft) -> box.cut(dimension, threshold, isLeft))
                : categoryCut(members, dimension, keys, threshold, bestGain);
    }

    /** Categories without a point go to either side by chance. */
    private Cut categoryCut(int[] members, int dimension, double[] keys, double threshold, double gain) {
        boolean[] left = new boolean[categories[dimension]];
        boolean[] right = new boolean[categories[dimension]];
        for (int k = 0; k < left.length; k++) {
            left[k] = random.nextLong() < 0;
        }
        for (int i : members) {
            left[category(i, dimension)] = keys[i] < threshold;
        }
        for (int k = 0; k < left.length; k++) {
            right[k] = !left[k];
        }
        return new Cut(dimension, gain, (box, isLeft) -> box.keep(dimension, isLeft ? left : right));
    }

    private static int[] byKey(int[] members, double[] keys) {
        int[] order = sorted(Arrays.stream(members).mapToDouble(i -> keys[i]).toArray());
        return Arrays.stream(order).map(k -> members[k]).toArray();
    }

    private double[] meansOfCategories(int[] members, int dimension) {
        double[] sums = new double[categories[dimension]];
        int[] counts = new int[categories[dimension]];
        for (int i : members) {
            sums[category(i, dimension)] += values[i];
            counts[category(i, dimension)]++;
        }
        double[] means = new double[values.length];
        for (int i : members) {
            means[i] = sums[category(i, dimension)] / counts[category(i, dimension)];
        }
        return means;
    }

    private int category(int point, int dimension) {
        return Math.min(categories[dimension] - 1, (int) (columns[dimension][point] * categories[dimension]));
    }

    /** A way to part a box in two. */
    private record Cut(int dimension, double gain, Side side) {
        Box part(Box box, boolean isLeft) {
            return side.of(box, isLeft);
        }
    }

    private interface Side {
        Box of(Box box, boolean isLeft);
    }
}
