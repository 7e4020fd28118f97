package dev.tryout.scheduler;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.Optional;

/** Decides how far each trial trains. A pure function of what is passed in. */
public interface Scheduler {
    /**
     * The decision after the trial's latest measurement. Called only while epochs are left to train.
     *
     * @param trial with the latest measurement, which the history may lack
     * @param history every trial of the study, this one included
     */
    Decision decide(Trial trial, History history, Metric metric);

    /** The epoch after which a trial that begins, or goes on, pauses next; its last where it does not. */
    default int target(Trial trial) {
        return trial.epochs();
    }

    /** The paused trial that a free worker goes on with; empty where the scheduler would rather see a new one. */
    default Optional<Promotion> promote(History history, Metric metric) {
        return Optional.empty();
    }
}
