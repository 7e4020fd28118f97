package dev.tryout.sampler;

import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;

/**
 * The epochs at which trials pause and are compared: 1, 3, 9, ... and the last one, which takes the place of a rung that lies close
 * before it.
 *
 * @param epochs ascending
 */
record Rungs(List<Integer> epochs) {
    static final int FACTOR = 3;

    /** A rung is no closer to the last epoch than this, as a ratio. */
    private static final double LEAST_RATIO = 1.5;

    Rungs {
        epochs = List.copyOf(epochs);
    }

    /** The rungs of trials that train up to so many epochs. */
    static Rungs upTo(int last) {
        List<Integer> epochs = new ArrayList<>();
        for (long rung = 1; rung * LEAST_RATIO <= last; rung *= FACTOR) {
            epochs.add((int) rung);
        }
        epochs.add(last);
        return new Rungs(epochs);
    }

    /** The number of the highest rung that does not lie above the epoch, which is 1 or more. */
    int below(int epoch) {
        int found = 0;
        for (int rung = 1; rung < epochs.size() && epochs.get(rung) <= epoch; rung++) {
            found = rung;
        }
        return found;
    }

    /** The last epoch that a trial counts for: one that came to its own end counts for all. */
    static int reached(Trial trial) {
        return trial.state() == TrialState.COMPLETE ? Integer.MAX_VALUE : trial.lastEpoch();
    }

    /** The latest loss up to an epoch, infinite where it is not finite or there is none. */
    static double loss(Trial trial, int epoch, Metric metric) {
        double latest = Double.NaN;
        for (Measurement measurement : trial.measurements()) {
            if (measurement.epoch() <= epoch) {
                latest = measurement.value(metric);
            }
        }
        return Double.isFinite(latest) ? metric.loss(latest) : Double.POSITIVE_INFINITY;
    }
}
