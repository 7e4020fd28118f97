package dev.tryout.insight;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of a regression tree: an axis-parallel part of the unit cube, and the value predicted there. A categorical dimension
 * has a set of categories in place of an interval, each of the same measure.
 *
 * @param low by dimension, where the interval begins; d values
 * @param high by dimension, where it ends
 * @param categories by dimension, which categories are inside; null for a numeric dimension
 * @param value the prediction
 */
record Box(
        double[] low, double[] high, boolean @Nullable [][] categories, double value) {
    /** All of the cube. */
    static Box cube(int[] categories) {
        int dimensions = categories.length;
        boolean @Nullable [][] all = new boolean[dimensions][];
        double[] high = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            high[d] = 1;
            all[d] = categories[d] == 0 ? null : filled(categories[d]);
        }
        return new Box(new double[dimensions], high, all, 0);
    }

    private static boolean[] filled(int count) {
        boolean[] all = new boolean[count];
        Arrays.fill(all, true);
        return all;
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

    /** The part of a categorical dimension with these categories. */
    Box keep(int dimension, boolean[] kept) {
        boolean @Nullable [][] newCategories = categories.clone();
        newCategories[dimension] = kept;
        return new Box(low, high, newCategories, value);
    }

    boolean holds(int dimension, double position) {
        boolean[] set = categories[dimension];
        return set == null
                ? position >= low[dimension] && (position < high[dimension] || high[dimension] == 1)
                : set[Math.min(set.length - 1, (int) (position * set.length))];
    }

    /** The measure of what the two share in a dimension, 0 to 1. */
    double overlap(Box other, int dimension) {
        boolean[] set = categories[dimension];
        boolean[] otherSet = other.categories[dimension];
        if (set == null || otherSet == null) {
            return Math.max(
                    0,
                    Math.min(high[dimension], other.high[dimension])
                            - Math.max(low[dimension], other.low[dimension]));
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
