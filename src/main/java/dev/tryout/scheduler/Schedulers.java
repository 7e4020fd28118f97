package dev.tryout.scheduler;

import dev.tryout.trial.Decision;

/** The schedulers, by their settings. */
public final class Schedulers {
    private Schedulers() {}

    /** A scheduler with those settings, safe for use by several threads. */
    public static Scheduler of(SchedulerSpec spec) {
        if (spec instanceof SchedulerSpec.Median median) {
            return new MedianStopping(median);
        }
        if (spec instanceof SchedulerSpec.Asha asha) {
            return new AshaStopping(asha);
        }
        return (trial, history, metric) -> Decision.CONTINUE;
    }
}
