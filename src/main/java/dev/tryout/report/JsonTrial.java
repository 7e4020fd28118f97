package dev.tryout.report;

import dev.tryout.trial.Interval;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial as the JSON report has it. */
final class JsonTrial {
    private JsonTrial() {}

    static Map<String, @Nullable Object> of(TrialRow row) {
        Trial trial = row.trial();
        return Fields.of("trial", trial.id())
                .and("rank", row.rank())
                .and("front", row.front())
                .and("state", trial.state().name().toLowerCase(Locale.ROOT))
                .and("reason", trial.reason())
                .and("note", trial.note())
                .and("run", trial.origin().run())
                .and("shared_epochs", trial.origin().shared())
                .and("repeats", trial.isRepeat() ? trial.origin().repeats() : null)
                .and(
                        "configuration",
                        Fields.none().all(trial.configuration().values()).map())
                .and("score", row.score())
                .and("score_interval", interval(row.interval()))
                .and("best_epoch", row.best() == null ? null : row.best().epoch())
                .and("epochs_trained", trial.lastEpoch())
                .and("epochs_planned", trial.epochs())
                .and("worker_ms", row.workerMs())
                .and("training_seconds", row.trainingSeconds())
                .and("attempts", trial.attempt())
                .and("infrastructure_failures", trial.infrastructureFailures())
                .and(
                        "measurements",
                        trial.measurements().stream()
                                .map(JsonTrial::measurement)
                                .toList())
                .and(
                        "spans",
                        trial.spans().stream().map(span -> span(row, span)).toList())
                .map();
    }

    static @Nullable List<Double> interval(@Nullable Interval interval) {
        return interval == null ? null : List.of(interval.low(), interval.high());
    }

    private static Map<String, @Nullable Object> measurement(Measurement measurement) {
        return Fields.of("epoch", measurement.epoch())
                .and("seconds", measurement.seconds())
                .and("metrics", Fields.none().all(measurement.metrics()).map())
                .map();
    }

    private static Map<String, @Nullable Object> span(TrialRow row, Span span) {
        return Fields.of("attempt", span.attempt())
                .and("worker", span.worker())
                .and("start_ms", span.startMs())
                .and("end_ms", span.endMs())
                .and("interrupted", row.isInterrupted(span))
                .map();
    }
}
