package dev.tryout.scheduler;

import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;

/**
 * Ends a trial that no longer improves on itself (Prechelt 1998, "Early stopping - but when?", section 2).
 *
 * @param patience how many epochs in a row may pass without an improvement
 * @param minDelta what counts as one, in the metric's unit
 */
public record EarlyStopping(int patience, double minDelta) {
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be 1 or more, got " + patience);
        }
        if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
            throw new IllegalArgumentException("min_delta must be 0 or more, got " + minDelta);
        }
    }

    /** Stop where the last {@code patience} epochs brought no improvement of {@code minDelta}, else continue. */
    public Decision decide(Trial trial, Metric metric) {
        double reference = Double.NaN;
        int since = 0;
        for (Measurement measurement : trial.measurements()) {
            double loss = metric.loss(measurement.value(metric));
            if (Double.isNaN(reference) || loss < reference - minDelta) {
                reference = loss;
                since = 0;
            } else {
                since++;
            }
        }
        return since >= patience
                ? Decision.stop(
                        "no improvement of " + metric.name() + " for " + since + (since == 1 ? " epoch" : " epochs"))
                : Decision.CONTINUE;
    }
}
