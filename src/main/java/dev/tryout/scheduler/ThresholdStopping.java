package dev.tryout.scheduler;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Goal;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;

/** Stops a trial whose latest value is worse than a bound, once it has had its first epochs. */
final class ThresholdStopping implements Scheduler {
    private final SchedulerSpec.Threshold settings;

    ThresholdStopping(SchedulerSpec.Threshold settings) {
        this.settings = settings;
    }

    @Override
    public Decision decide(Trial trial, History history, Metric metric) {
        Measurement latest = trial.measurements().get(trial.measurements().size() - 1);
        double value = latest.value(metric);
        if (latest.epoch() < settings.minEpochs() || Double.isFinite(value) && !isWorse(value, metric)) {
            return Decision.CONTINUE;
        }
        String what = Double.isFinite(value)
                ? Configuration.format(value)
                        + (metric.goal() == Goal.MAXIMIZE ? " is below " : " is above ")
                        + Configuration.format(settings.threshold())
                : "is " + value;
        return Decision.stop("stopped at epoch " + latest.epoch() + ": " + metric.name() + " " + what);
    }

    private boolean isWorse(double value, Metric metric) {
        return metric.isBetter(settings.threshold(), value);
    }
}
