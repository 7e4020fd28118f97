package dev.tryout.study;

import dev.tryout.trial.Metric;
import java.util.List;

/**
 * One of several metrics that the champion is chosen by, in turn.
 *
 * @param tolerance how far from the best a trial may be and still be looked at by the criteria that follow, in the metric's unit
 */
public record Criterion(Metric metric, double tolerance) {
    public Criterion {
        if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException("tolerance must be 0 or more, got " + tolerance);
        }
    }

    /** The criteria of a study with one metric. */
    static List<Criterion> alone(Metric metric) {
        return List.of(new Criterion(metric, 0));
    }
}
