package dev.tryout.cluster;

import dev.tryout.study.StudyState;
import dev.tryout.training.TrainingMetrics;
import dev.tryout.trial.Measurement;

/** The fewest examples that a device held at once where memory ran out: later trials of the study begin with no more. */
final class MemoryLimit {
    static final int NONE = Integer.MAX_VALUE;

    private int examples = NONE;
    private boolean knowsThePast;

    /** The limit for a trial that begins now. */
    int examples(StudyState state) {
        if (!knowsThePast) {
            knowsThePast = true;
            state.trials().forEach(trial -> trial.measurements().forEach(this::measured));
        }
        return examples;
    }

    /** Takes an epoch in. */
    void measured(Measurement measurement) {
        examples = Math.min(examples, heldIn(measurement));
    }

    /** How many examples the device held at once in an epoch, where memory ran out in it. */
    static int heldIn(Measurement measurement) {
        Double forced = measurement.metrics().get(TrainingMetrics.MICRO_BATCH);
        return forced != null && forced >= 1 ? forced.intValue() : NONE;
    }
}
