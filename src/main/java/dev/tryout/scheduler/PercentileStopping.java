package dev.tryout.scheduler;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Standings;
import dev.tryout.trial.Trial;
import java.util.OptionalDouble;

/**
 * The median stopping rule of Vizier (Golovin et al. 2017, section 3.2.2), for any percentile: a trial ends where its best value up
 * to an epoch is strictly worse than that percentile, counted from the best and interpolated, of the other trials' running averages
 * up to that epoch. Unlike there, trials count that have reached the epoch and still run, so that the rule works from the start.
 */
final class PercentileStopping implements Scheduler {
    private static final double MEDIAN = 50;

    private final SchedulerSpec.Percentile settings;

    PercentileStopping(SchedulerSpec.Percentile settings) {
        this.settings = settings;
    }

    /** The rule by its usual name. */
    static PercentileStopping median(SchedulerSpec.Median settings) {
        return new PercentileStopping(
                new SchedulerSpec.Percentile(MEDIAN, settings.startupTrials(), settings.minEpochs()));
    }

    @Override
    public Decision decide(Trial trial, History history, Metric metric) {
        int epoch = trial.lastEpoch();
        if (epoch < settings.minEpochs()) {
            return Decision.CONTINUE;
        }
        OptionalDouble best = trial.score(metric);
        if (best.isEmpty()) {
            return Decision.stop("stopped at epoch " + epoch + ": no finite " + metric.name());
        }
        AverageValue figure = new AverageValue(epoch, metric);
        Others others = new Others(history.standings(figure), figure.of(trial).orElseThrow(), trial.id());
        if (others.count < settings.startupTrials()) {
            return Decision.CONTINUE;
        }
        double bound = metric.loss(others.quantile(settings.percentile() / 100));
        return metric.isBetter(bound, best.getAsDouble())
                ? Decision.stop("stopped at epoch " + epoch + ": " + metric.name() + " "
                        + Configuration.format(best.getAsDouble()) + " is worse than "
                        + named(Configuration.format(bound)) + " of " + others.count
                        + (others.count == 1 ? " other" : " others"))
                : Decision.CONTINUE;
    }

    private String named(String bound) {
        return settings.percentile() == MEDIAN
                ? "the median " + bound
                : bound + ", the bound of the best " + Configuration.format(settings.percentile()) + " %";
    }

    /** Everyone's figures but the trial's own, which the history may have or lack. */
    private static final class Others {
        private final Standings standings;
        private final int own;
        private final int count;

        Others(Standings standings, double ownFigure, int trial) {
            this.standings = standings;
            int place = standings.before(ownFigure, trial);
            boolean isListed = standings.isAt(place, trial);
            own = isListed ? place : standings.size();
            count = standings.size() - (isListed ? 1 : 0);
        }

        private double figure(int place) {
            return standings.figure(place < own ? place : place + 1);
        }

        /** @param fraction from the best, 0, to the worst, 1 */
        double quantile(double fraction) {
            double position = fraction * (count - 1);
            int below = (int) position;
            double share = position - below;
            return share == 0 ? figure(below) : (1 - share) * figure(below) + share * figure(below + 1);
        }
    }
}
