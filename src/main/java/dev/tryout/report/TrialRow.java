package dev.tryout.report;

import dev.tryout.trial.Interval;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * A trial and the figures that all three forms of the report show of it.
 *
 * @param rank counted from 1, or null where the trial has no score or failed
 * @param best the best epoch's measurement, or null where no epoch has a finite value
 * @param score the best epoch's value of the study's metric, NaN where there is none
 * @param interval of the score, or null where the metric is no proportion or the number of examples is not known
 * @param front by all metrics of a multi-objective study, counted from 1; null where there is one metric, or a value is missing
 * @param workerMs milliseconds on workers, all attempts together; an open attempt counts up to the study's last change
 */
record TrialRow(
        Trial trial,
        @Nullable Integer rank,
        @Nullable Measurement best,
        double score,
        @Nullable Interval interval,
        @Nullable Integer front,
        long workerMs) {
    boolean isFailed() {
        return trial.state() == TrialState.FAILED;
    }

    /** Seconds that its epochs took, evaluation included, those that it shares not. */
    double trainingSeconds() {
        return trial.trained().stream().mapToDouble(Measurement::seconds).sum();
    }

    /** Whether the attempt ended without the trial's end: its worker or coordinator was lost, or the trial was paused. */
    boolean isInterrupted(Span span) {
        return span.endMs() != null
                && (span.attempt() < trial.attempt()
                        || trial.state() == TrialState.LOST
                        || trial.state() == TrialState.PAUSED);
    }
}
