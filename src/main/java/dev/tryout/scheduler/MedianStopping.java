package dev.tryout.scheduler;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.OptionalDouble;

/**
 * The median stopping rule of Vizier (Golovin et al. 2017, section 3.2.2): a trial ends where its best value up to an epoch is
 * strictly worse than the median of the other trials' running averages up to that epoch. Unlike there, trials count that have
 * reached the epoch and still run, so that the rule works from the start.
 */
final class MedianStopping implements Scheduler {
    private final SchedulerSpec.Median settings;

    MedianStopping(SchedulerSpec.Median settings) {
        this.settings = settings;
    }

    @Override
    public Decision decide(Trial trial, History history, Metric metric) {
        int epoch = trial.lastEpoch();
        if (epoch < settings.minEpochs()) {
            return Decision.CONTINUE;
        }
        double[] averages = history.trials().stream()
                .filter(other -> other.id() != trial.id() && other.lastEpoch() >= epoch)
                .map(other -> averageUpTo(epoch, other, metric))
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        OptionalDouble best = trial.score(metric);
        if (best.isEmpty()) {
            return Decision.stop("stopped at epoch " + epoch + ": no finite " + metric.name());
        }
        if (averages.length < settings.startupTrials()) {
            return Decision.CONTINUE;
        }
        double median = median(averages);
        return metric.isBetter(median, best.getAsDouble())
                ? Decision.stop("stopped at epoch " + epoch + ": " + metric.name() + " "
                        + Configuration.format(best.getAsDouble()) + " is worse than the median "
                        + Configuration.format(median) + " of " + averages.length
                        + (averages.length == 1 ? " other" : " others"))
                : Decision.CONTINUE;
    }

    /** Of the finite values; empty where there is none. */
    private static OptionalDouble averageUpTo(int epoch, Trial trial, Metric metric) {
        return trial.measurements().stream()
                .filter(measurement -> measurement.epoch() <= epoch)
                .mapToDouble((Measurement measurement) -> measurement.value(metric))
                .filter(Double::isFinite)
                .average();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
