package dev.tryout.training.pretrained;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A BERT encoder in plain loops and doubles, after the paper (Devlin et al. 2019, section 3; Vaswani et al. 2017, section 3): what
 * the product's must agree with.
 *
 * @param weights by the names of {@link TinyFolder}
 */
public record PlainEncoder(Map<String, float[]> weights) {
    private static final int HIDDEN = TinyFolder.HIDDEN;

    /**
     * The last hidden states of one text.
     *
     * @param types null where the model has none, or all are of the first
     * @return a row for each token
     */
    public double[][] states(int[] ids, int @Nullable [] types) {
        double[][] states = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            double[] sum = new double[HIDDEN];
            for (int i = 0; i < HIDDEN; i++) {
                sum[i] = at("words", ids[t], i) + at("positions", t, i);
                if (weights.containsKey("types")) {
                    sum[i] += at("types", types == null ? 0 : types[t], i);
                }
            }
            states[t] = normalised(sum, "norm");
        }
        for (int layer = 0; layer < TinyFolder.LAYERS; layer++) {
            states = layer(states, layer + ".");
        }
        return states;
    }

    private double[][] layer(double[][] states, String layer) {
        double[][] mixed = attention(states, layer);
        double[][] out = new double[states.length][];
        for (int t = 0; t < states.length; t++) {
            double[] middle = normalised(sum(states[t], dense(mixed[t], layer + "out")), layer + "norm1");
            double[] wide = dense(middle, layer + "wide");
            for (int i = 0; i < wide.length; i++) {
                wide[i] = wide[i] * (1 + erf(wide[i] / Math.sqrt(2))) / 2;
            }
            out[t] = normalised(sum(middle, dense(wide, layer + "narrow")), layer + "norm2");
        }
        return out;
    }

    private double[][] attention(double[][] states, String layer) {
        int width = HIDDEN / TinyFolder.HEADS;
        int length = states.length;
        double[][] mixed = new double[length][HIDDEN];
        for (int head = 0; head < TinyFolder.HEADS; head++) {
            for (int t = 0; t < length; t++) {
                double[] query = dense(states[t], layer + "query");
                double[] scores = new double[length];
                double total = 0;
                for (int other = 0; other < length; other++) {
                    double[] key = dense(states[other], layer + "key");
                    double dot = 0;
                    for (int i = head * width; i < (head + 1) * width; i++) {
                        dot += query[i] * key[i];
                    }
                    scores[other] = Math.exp(dot / Math.sqrt(width));
                    total += scores[other];
                }
                for (int other = 0; other < length; other++) {
                    double[] value = dense(states[other], layer + "value");
                    for (int i = head * width; i < (head + 1) * width; i++) {
                        mixed[t][i] += scores[other] / total * value[i];
                    }
                }
            }
        }
        return mixed;
    }

    private double[] dense(double[] input, String name) {
        float[] bias = get(name + ".b");
        float[] matrix = get(name + ".w");
        double[] output = new double[bias.length];
        for (int row = 0; row < output.length; row++) {
            output[row] = bias[row];
            for (int column = 0; column < input.length; column++) {
                output[row] += matrix[row * input.length + column] * input[column];
            }
        }
        return output;
    }

    private double[] normalised(double[] input, String name) {
        double mean = 0;
        for (double value : input) {
            mean += value / input.length;
        }
        double variance = 0;
        for (double value : input) {
            variance += (value - mean) * (value - mean) / input.length;
        }
        double[] output = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            output[i] = (input[i] - mean) / Math.sqrt(variance + 1e-12) * get(name + ".w")[i] + get(name + ".b")[i];
        }
        return output;
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }

    /** The series of Abramowitz and Stegun 7.1.6, exact enough for the small numbers here. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    private double at(String table, int row, int column) {
        return get(table)[row * HIDDEN + column];
    }

    private float[] get(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }
}
