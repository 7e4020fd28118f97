package dev.tryout.scheduler;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.List;

/**
 * Asynchronous successive halving in its stopping form (Li et al. 2020, "A system for massively parallel hyperparameter tuning",
 * arXiv 1810.05934): at each rung, a trial goes on only among the best {@code 1 / reductionFactor} of the values recorded there
 * so far, the best one always. Rung k, counted from 1, is at epoch {@code minEpochs * reductionFactor^(k - 1)}; a trial's last
 * epoch is none. Of equal values the earlier trial's ranks first; values that are not finite rank last and never go on.
 */
final class AshaStopping implements Scheduler {
    private final SchedulerSpec.Asha settings;

    AshaStopping(SchedulerSpec.Asha settings) {
        this.settings = settings;
    }

    @Override
    public Decision decide(Trial trial, History history, Metric metric) {
        int rung = rungReached(trial);
        if (rung == 0) {
            return Decision.CONTINUE;
        }
        long rungEpoch = epochOf(rung);
        double own = valueAt(rungEpoch, trial, metric);
        int recorded = 1;
        int rank = 1;
        for (Trial other : history.trials()) {
            if (other.id() != trial.id() && other.lastEpoch() >= rungEpoch) {
                double value = valueAt(rungEpoch, other, metric);
                recorded++;
                if (metric.isBetter(value, own) || !metric.isBetter(own, value) && other.id() < trial.id()) {
                    rank++;
                }
            }
        }
        String where = "stopped at epoch " + trial.lastEpoch() + ": ";
        if (!Double.isFinite(own)) {
            return Decision.stop(where + metric.name() + " is " + own + " on rung " + rung);
        }
        int places = Math.max(1, recorded / settings.reductionFactor());
        return rank > places
                ? Decision.stop(where + ordinal(rank) + " of " + recorded + " on rung " + rung)
                : Decision.CONTINUE;
    }

    /** The highest rung that the latest measurement is the first to reach; 0 where it reaches none. */
    private int rungReached(Trial trial) {
        List<Measurement> measurements = trial.measurements();
        int before = measurements.size() < 2
                ? 0
                : measurements.get(measurements.size() - 2).epoch();
        int reached = 0;
        for (int rung = 1; epochOf(rung) <= trial.lastEpoch() && epochOf(rung) < trial.epochs(); rung++) {
            if (epochOf(rung) > before) {
                reached = rung;
            }
        }
        return reached;
    }

    private long epochOf(int rung) {
        long epoch = settings.minEpochs();
        for (int i = 1; i < rung && epoch <= Integer.MAX_VALUE; i++) {
            epoch *= settings.reductionFactor();
        }
        return epoch;
    }

    /** The first value at or after the rung: an objective may report every other epoch only. */
    private static double valueAt(long rungEpoch, Trial trial, Metric metric) {
        for (Measurement measurement : trial.measurements()) {
            if (measurement.epoch() >= rungEpoch) {
                return measurement.value(metric);
            }
        }
        throw new IllegalArgumentException("trial " + trial.id() + " has not reached epoch " + rungEpoch);
    }

    static String ordinal(int number) {
        int lastTwo = number % 100;
        if (lastTwo >= 11 && lastTwo <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
