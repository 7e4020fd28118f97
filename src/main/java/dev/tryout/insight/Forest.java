package dev.tryout.insight;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A random forest, each tree as the leaves that part the cube.
 *
 * @param trees one or more
 */
record Forest(List<List<Box>> trees) {
    static Forest grow(Table table, int trees, SplittableRandom random) {
        return new Forest(Stream.generate(() -> TreeGrower.grow(table, random))
                .limit(trees)
                .toList());
    }

    List<TreeVariance> variances() {
        return trees.stream().map(TreeVariance::of).toList();
    }

    /**
     * What each tree predicts on average over all other dimensions.
     *
     * @return one prediction a tree
     */
    double[] marginals(int dimension, double position) {
        return trees.stream()
                .mapToDouble(leaves -> leaves.stream()
                        .filter(leaf -> leaf.holds(dimension, position))
                        .mapToDouble(leaf -> leaf.value() * leaf.volume() / leaf.overlap(leaf, dimension))
                        .sum())
                .toArray();
    }
}
