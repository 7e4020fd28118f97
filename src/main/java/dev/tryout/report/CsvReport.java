package dev.tryout.report;

import dev.tryout.space.Parameter;
import dev.tryout.trial.Interval;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All trials as a table, one row each, in the order of the leaderboard. Columns {@code config.NAME} hold the configuration,
 * {@code metric.NAME} the metrics of the best epoch; {@code docs/guides/report-files.md} explains each.
 */
final class CsvReport {
    private static final double MS_PER_SECOND = 1000;

    private CsvReport() {}

    static String render(ReportModel model) {
        Csv csv = new Csv();
        csv.record(header(model));
        model.rows().forEach(row -> csv.record(cells(model, row)));
        return csv.toString();
    }

    private static List<String> header(ReportModel model) {
        List<String> header = new ArrayList<>(List.of("rank", "trial", "state", "score", "score_low", "score_high"));
        parameters(model).forEach(name -> header.add("config." + name));
        header.addAll(List.of("epochs_trained", "epochs_planned", "best_epoch"));
        model.metricNames().forEach(name -> header.add("metric." + name));
        header.addAll(List.of(
                "worker_seconds",
                "training_seconds",
                "attempts",
                "infrastructure_failures",
                "worker",
                "reason",
                "note",
                "front",
                "run",
                "shared_epochs",
                "repeats"));
        return header;
    }

    private static List<@Nullable Object> cells(ReportModel model, TrialRow row) {
        Trial trial = row.trial();
        Interval interval = row.interval();
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                row.rank(),
                trial.id(),
                trial.state().name().toLowerCase(Locale.ROOT),
                row.score(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high()));
        for (String name : parameters(model)) {
            cells.add(trial.configuration().values().get(name));
        }
        cells.addAll(Arrays.asList(
                trial.lastEpoch(),
                trial.epochs(),
                row.best() == null ? null : row.best().epoch()));
        for (String name : model.metricNames()) {
            cells.add(row.best() == null ? null : row.best().metrics().get(name));
        }
        cells.addAll(Arrays.asList(
                row.workerMs() / MS_PER_SECOND,
                row.trainingSeconds(),
                trial.attempt(),
                trial.infrastructureFailures(),
                trial.worker().orElse(null),
                trial.reason(),
                trial.note(),
                row.front(),
                trial.origin().run(),
                trial.origin().shared().size(),
                trial.isRepeat() ? trial.origin().repeats() : null));
        return cells;
    }

    private static List<String> parameters(ReportModel model) {
        return model.study().spec().space().parameters().stream()
                .map(Parameter::name)
                .toList();
    }
}
