package dev.tryout.scheduler;

import dev.tryout.trial.Decision;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.Collection;

/** Decides after each epoch whether a trial goes on. A pure function of what is passed in. */
public interface Scheduler {
    /**
     * The decision after the trial's latest measurement. Called only while epochs are left to train.
     *
     * @param trial with the latest measurement among its own
     * @param all every trial of the study, this one included
     */
    Decision decide(Trial trial, Collection<Trial> all, Metric metric);
}
