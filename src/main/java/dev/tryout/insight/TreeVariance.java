package dev.tryout.insight;

import java.util.Arrays;
import java.util.List;

/**
 * The functional analysis of variance of one tree over the uniform distribution on the cube (Hutter, Hoos and Leyton-Brown 2014,
 * "An efficient approach for assessing hyperparameter importance", ICML), in closed form: the variance of the mean given the
 * dimensions U is the sum over all pairs of leaves a, b of {@code w_a w_b v_a v_b} times the product over U of
 * {@code |a_i n b_i| / (|a_i| |b_i|)}, where w are the leaves' measures and v their values less the mean.
 *
 * @param total the variance of the tree
 * @param alone by dimension, the variance of the mean given this dimension
 * @param withOthers by dimension, the variance that goes when this dimension is averaged out: its own and that of every
 *     interaction it takes part in
 */
record TreeVariance(double total, List<Double> alone, List<Double> withOthers) {
    TreeVariance {
        alone = List.copyOf(alone);
        withOthers = List.copyOf(withOthers);
    }

    static TreeVariance of(List<Box> leaves) {
        int dimensions = leaves.get(0).dimensions();
        double[] weights = leaves.stream().mapToDouble(Box::volume).toArray();
        double[][] sizes = leaves.stream().map(Box::sizes).toArray(double[][]::new);
        double mean = 0;
        for (int a = 0; a < weights.length; a++) {
            mean += weights[a] * leaves.get(a).value();
        }
        double total = 0;
        double[] alone = new double[dimensions];
        double[] without = new double[dimensions];
        for (int a = 0; a < weights.length; a++) {
            double first = weights[a] * (leaves.get(a).value() - mean);
            total += first * (leaves.get(a).value() - mean);
            for (int b = 0; b <= a; b++) {
                double product =
                        (a == b ? 1 : 2) * first * weights[b] * (leaves.get(b).value() - mean);
                addPair(product, ratios(leaves.get(a), leaves.get(b), sizes[a], sizes[b]), alone, without);
            }
        }
        double all = total;
        return new TreeVariance(
                total,
                Arrays.stream(alone).map(part -> Math.max(0, part)).boxed().toList(),
                Arrays.stream(without)
                        .map(part -> Math.max(0, all - part))
                        .boxed()
                        .toList());
    }

    private static double[] ratios(Box a, Box b, double[] sizesOfA, double[] sizesOfB) {
        double[] ratios = new double[sizesOfA.length];
        for (int d = 0; d < ratios.length; d++) {
            ratios[d] = a.overlap(b, d) / (sizesOfA[d] * sizesOfB[d]);
        }
        return ratios;
    }

    private static void addPair(double product, double[] ratios, double[] alone, double[] without) {
        double before = 1;
        double[] after = new double[ratios.length];
        double behind = 1;
        for (int d = ratios.length - 1; d >= 0; d--) {
            after[d] = behind;
            behind *= ratios[d];
        }
        for (int d = 0; d < ratios.length; d++) {
            alone[d] += product * ratios[d];
            without[d] += product * before * after[d];
            before *= ratios[d];
        }
    }
}
