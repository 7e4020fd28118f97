package dev.tryout.scheduler;

import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * The epochs at which trials are compared: rung k, counted from 1, is at {@code minEpochs * reductionFactor^(k - 1)}. A trial's
 * last epoch is none.
 */
public record Rungs(int minEpochs, int reductionFactor) {
    /** The epoch of a rung, counted from 1; beyond every epoch there is where it would not fit a number. */
    long epoch(int rung) {
        long epoch = minEpochs;
        for (int i = 1; i < rung && epoch <= Integer.MAX_VALUE; i++) {
            epoch *= reductionFactor;
        }
        return epoch;
    }

    /** The epochs of all rungs of a trial of so many epochs, and its last; ascending. */
    public List<Integer> upTo(int epochs) {
        List<Integer> all = new ArrayList<>();
        for (int rung = 1; rung <= count(epochs); rung++) {
            all.add((int) epoch(rung));
        }
        all.add(epochs);
        return all;
    }

    /** How many rungs a trial of so many epochs has. */
    int count(int epochs) {
        int rungs = 0;
        for (long epoch = minEpochs; epoch < epochs; epoch *= reductionFactor) {
            rungs++;
        }
        return rungs;
    }

    /** The highest rung that the trial has reached; 0 where it has reached none. */
    int highest(Trial trial) {
        return count(Math.min(trial.lastEpoch() + 1, trial.epochs()));
    }

    /** The highest rung that the latest measurement is the first to reach; 0 where it reaches none. */
    int reached(Trial trial) {
        List<Measurement> measurements = trial.measurements();
        int before = measurements.size() < 2
                ? 0
                : measurements.get(measurements.size() - 2).epoch();
        int highest = highest(trial);
        return highest > 0 && epoch(highest) > before ? highest : 0;
    }

    /** The epoch at which a trial that passes so many rungs meets the next, or its last. */
    int next(int rung, Trial trial) {
        return (int) Math.min(epoch(rung + 1), trial.epochs());
    }
}
