package dev.tryout.sampler;

import java.util.Arrays;
import java.util.List;

/**
 * The logarithm of a weighted average of expectations whose logarithms are given: what several models expect together.
 *
 * @param parts of any number above 0
 * @param logWeights one for each part
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record AverageAcquisition(List<? extends Acquisition> parts, double[] logWeights) implements Acquisition {
    @Override
    public double at(double[] point) {
        double[] values = new double[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts.get(i).at(point) + logWeights[i];
        }
        double largest = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        for (double value : values) {
            sum += StrictMath.exp(value - largest);
        }
        return largest + StrictMath.log(sum);
    }

    @Override
    public double at(double[] point, double[] gradient) {
        double[] values = new double[parts.size()];
        double[][] gradients = new double[values.length][gradient.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts.get(i).at(point, gradients[i]) + logWeights[i];
        }
        double largest = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int i = 0; i < values.length; i++) {
            double share = StrictMath.exp(values[i] - largest);
            sum += share;
            for (int d = 0; d < gradient.length; d++) {
                gradient[d] += share * gradients[i][d];
            }
        }
        for (int d = 0; d < gradient.length; d++) {
            gradient[d] /= sum;
        }
        return largest + StrictMath.log(sum);
    }
}
