package dev.tryout.scheduler;

import dev.tryout.trial.Figure;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.OptionalDouble;

/**
 * The loss on a rung, of the trials of one bracket: the first value at or after the rung's epoch, as an objective may report every
 * other epoch only. Infinite where that is no finite number.
 */
record RungValue(Rungs rungs, int rung, Brackets brackets, int bracket, Metric metric) implements Figure {
    @Override
    public OptionalDouble of(Trial trial) {
        if (trial.lastEpoch() < rungs.epoch(rung) || brackets.of(trial) != bracket) {
            return OptionalDouble.empty();
        }
        double value = value(trial);
        return OptionalDouble.of(Double.isFinite(value) ? metric.loss(value) : Double.POSITIVE_INFINITY);
    }

    /** Whether it has not come past this rung yet. */
    @Override
    public boolean isPending(Trial trial) {
        return !trial.state().isFinal() && rungs.highest(trial) <= rung;
    }

    /** As it was reported. */
    double value(Trial trial) {
        long rungEpoch = rungs.epoch(rung);
        for (Measurement measurement : trial.measurements()) {
            if (measurement.epoch() >= rungEpoch) {
                return measurement.value(metric);
            }
        }
        throw new IllegalArgumentException("trial " + trial.id() + " has not reached epoch " + rungEpoch);
    }
}
