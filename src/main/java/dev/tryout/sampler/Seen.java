package dev.tryout.sampler;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * A trial as a model sees it.
 *
 * @param point of its configuration, as {@link SearchSpace#toUnit} gives it; not to be changed
 * @param epochs that it has a finite value for, ascending
 * @param losses the least loss up to each of them
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record Seen(Trial trial, double[] point, int[] epochs, double[] losses) {
    static Seen of(Trial trial, double[] point, Metric metric) {
        List<Measurement> finite = trial.measurements().stream()
                .filter(measurement -> Double.isFinite(measurement.value(metric)))
                .toList();
        int[] epochs = new int[finite.size()];
        double[] losses = new double[finite.size()];
        for (int i = 0; i < epochs.length; i++) {
            double loss = metric.loss(finite.get(i).value(metric));
            epochs[i] = finite.get(i).epoch();
            losses[i] = i == 0 ? loss : Math.min(losses[i - 1], loss);
        }
        return new Seen(trial, point, epochs, losses);
    }

    boolean hasLoss() {
        return losses.length > 0;
    }

    /** The last epoch with a value; throws where there is none. */
    int lastEpoch() {
        return epochs[epochs.length - 1];
    }

    /** The least loss of all epochs; throws where there is none. */
    double loss() {
        return losses[losses.length - 1];
    }

    /** The least loss up to an epoch, NaN where there is none. */
    double lossAt(int epoch) {
        int found = Arrays.binarySearch(epochs, epoch);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? Double.NaN : losses[index];
    }
}
