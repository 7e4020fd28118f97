package dev.tryout.evaluation;

import dev.tryout.trial.Interval;
import java.util.Map;

/** Predictions on a part of the data, and how good they are. */
public sealed interface Evaluation permits Classification, Regression {
    /** The mean loss of an example: what training makes small, without smoothing and weights. */
    String LOSS = "loss";

    /** How many examples there are. */
    int examples();

    /** NaN or infinite where a prediction was. */
    default double loss() {
        return metrics().getOrDefault(LOSS, Double.NaN);
    }

    /** Every metric by its name; none but the loss is NaN where predictions are finite. */
    Map<String, Double> metrics();

    /**
     * 95 % confidence intervals of the metrics that are finite, over other examples of the same kind: Wilson's for a share, and
     * the bootstrap's for the rest.
     *
     * @param seed of the resampling; the same one gives the same intervals
     */
    Map<String, Interval> intervals(long seed);
}
