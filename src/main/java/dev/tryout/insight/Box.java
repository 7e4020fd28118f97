package dev.tryout.insight;

import java.util.Arrays;

/**
 * A leaf of a regression tree: an axis-parallel part of the unit cube, and the value predicted there. A categorical dimension
 * has a set of categories in place of an interval, each of the same measure.
 */
final class Box {
    /** By dimension, where the interval begins and ends. */
    private final double[] low;

    private final double[] high;
    /** By dimension, which categories are inside; of length 0 for a numeric dimension. */
    private final boolean[][] categories;

    private final double value;

    private Box(double[] low, double[] high, boolean[][] categories, double value) {
        this.low = low;
        this.high = high;
        this.categories = categories;
        this.value = value;
    }

    /**
     * All of the cube, with the value 0.
     *
     * @param categories by dimension, how many categories there are; 0 for a numeric dimension
     */
    static Box cube(int[] categories) {
        double[] high = new double[categories.length];
        Arrays.fill(high, 1);
        boolean[][] all = Arrays.stream(categories).mapToObj(boolean[]::new).toArray(boolean[][]::new);
        for (boolean[] set : all) {
            Arrays.fill(set, true);
        }
        return new Box(new double[categories.length], high, all, 0);
    }

    /** The prediction. */
    double value() {
        return value;
    }

    int dimensions() {
        return low.length;
    }

    Box withValue(double newValue) {
        return new Box(low, high, categories, newValue);
    }

    /** The part of a numeric dimension below, or from, the threshold on. */
    Box cut(int dimension, double threshold, boolean below) {
        double[] newLow = low.clone();
        double[] newHigh = high.clone();
        (below ? newHigh : newLow)[dimension] = threshold;
        return new Box(newLow, newHigh, categories, value);
    }

    /** The part of a categorical dimension with these of its categories. */
    Box keep(int dimension, boolean[] chosen) {
        boolean[][] newCategories = categories.clone();
        newCategories[dimension] = chosen.clone();
        for (int k = 0; k < chosen.length; k++) {
            newCategories[dimension][k] &= categories[dimension][k];
        }
        return new Box(low, high, newCategories, value);
    }

    boolean holds(int dimension, double position) {
        boolean[] set = categories[dimension];
        return set.length == 0
                ? position >= low[dimension] && (position < high[dimension] || high[dimension] == 1)
                : set[Math.min(set.length - 1, (int) (position * set.length))];
    }

    /** The measure of what the two share in a dimension, 0 to 1. */
    double overlap(Box other, int dimension) {
        boolean[] set = categories[dimension];
        boolean[] otherSet = other.categories[dimension];
        if (set.length == 0) {
            return Math.max(
                    0,
                    Math.min(high[dimension], other.high[dimension]) - Math.max(low[dimension], other.low[dimension]));
        }
        int common = 0;
        for (int k = 0; k < set.length; k++) {
            common += set[k] && otherSet[k] ? 1 : 0;
        }
        return (double) common / set.length;
    }

    /** The measure of each dimension, 0 to 1. */
    double[] sizes() {
        double[] sizes = new double[low.length];
        for (int d = 0; d < low.length; d++) {
            sizes[d] = overlap(this, d);
        }
        return sizes;
    }

    /** The measure of the whole box, 0 to 1. */
    double volume() {
        double volume = 1;
        for (double size : sizes()) {
            volume *= size;
        }
        return volume;
    }
}
