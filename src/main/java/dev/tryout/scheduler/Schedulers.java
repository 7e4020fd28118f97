package dev.tryout.scheduler;

import dev.tryout.trial.Decision;

/** The schedulers, by their settings. */
public final class Schedulers {
    private Schedulers() {}

    /** A scheduler with those settings, safe for use by several threads. */
    public static Scheduler of(SchedulerSpec spec) {
        if (spec instanceof SchedulerSpec.Median median) {
            return PercentileStopping.median(median);
        }
        if (spec instanceof SchedulerSpec.Percentile percentile) {
            return new PercentileStopping(percentile);
        }
        if (spec instanceof SchedulerSpec.Threshold threshold) {
            return new ThresholdStopping(threshold);
        }
        if (spec instanceof SchedulerSpec.Asha asha) {
            Rungs rungs = new Rungs(asha.minEpochs(), asha.reductionFactor());
            return new SuccessiveHalving(rungs, new Brackets.One(), asha.kind());
        }
        if (spec instanceof SchedulerSpec.Hyperband hyperband) {
            Rungs rungs = new Rungs(hyperband.minEpochs(), hyperband.reductionFactor());
            return new SuccessiveHalving(rungs, new Brackets.Hyperband(rungs), hyperband.kind());
        }
        return (trial, history, metric) -> Decision.CONTINUE;
    }
}
