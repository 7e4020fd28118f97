package dev.tryout.cluster;

import dev.tryout.study.StudyState;
import dev.tryout.training.MemoryLimits;
import dev.tryout.trial.Measurement;

/** The fewest examples that a device held at once where memory ran out: later trials of the study begin with no more. */
final class MemoryLimit {
    private MemoryLimits known = MemoryLimits.NONE;
    private boolean knowsThePast;

    /** The limit for a trial that begins now. */
    MemoryLimits known(StudyState state) {
        if (!knowsThePast) {
            knowsThePast = true;
            state.trials().forEach(trial -> trial.measurements().forEach(this::measured));
        }
        return known;
    }

    /** Takes an epoch in. */
    void measured(Measurement measurement) {
        known = known.least(MemoryLimits.heldIn(measurement));
    }
}
