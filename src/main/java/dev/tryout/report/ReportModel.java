package dev.tryout.report;

import dev.tryout.insight.Insights;
import dev.tryout.study.Champion;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Interval;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Pareto;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A study as a report shows it: computed once, rendered as HTML, CSV and JSON.
 *
 * @param rows ranked trials best first, then those without a rank (the finals' repeats among them), failed ones last
 */
record ReportModel(
        StudyView study,
        ReportContext context,
        List<TrialRow> rows,
        Savings savings,
        Insights insights,
        FinalsTable finals) {
    /** The one metric that is a proportion of examples, and so has a binomial interval. */
    private static final String ACCURACY = "accuracy";

    static ReportModel of(StudyView study, ReportContext context) {
        Map<Integer, Integer> ranks = new HashMap<>();
        for (Trial trial : study.leaderboard()) {
            ranks.put(trial.id(), ranks.size() + 1);
        }
        List<TrialRow> rows = new ArrayList<>();
        int[] fronts = fronts(study);
        for (Trial trial : study.trials()) {
            int front = fronts[rows.size()];
            rows.add(row(study, context, trial, ranks.get(trial.id()), front == Pareto.NO_FRONT ? null : front));
        }
        rows.sort(Comparator.comparing(TrialRow::isFailed)
                .thenComparing(row -> row.rank() == null ? Integer.MAX_VALUE : row.rank())
                .thenComparing(row -> row.trial().id()));
        StudySpec spec = study.spec();
        Insights insights = Insights.of(spec.space(), spec.metric(), study.inSpace(), spec.seed());
        return new ReportModel(study, context, List.copyOf(rows), Savings.of(study), insights, FinalsTable.of(study));
    }

    /** In the order of the trials; none on any where there is one metric. */
    private static int[] fronts(StudyView study) {
        List<Metric> objectives = study.spec().objectives();
        return objectives.size() < 2
                ? new int[study.trials().size()]
                : Pareto.fronts(study.trials().stream()
                        .map(trial -> Pareto.losses(trial, objectives))
                        .toList());
    }

    private static TrialRow row(
            StudyView study, ReportContext context, Trial trial, @Nullable Integer rank, @Nullable Integer front) {
        Metric metric = study.spec().metric();
        Measurement best = trial.best(metric).orElse(null);
        double score = best == null ? Double.NaN : best.value(metric);
        long workerMs = trial.spans().stream()
                .mapToLong(span -> Math.max(0, end(span, study) - span.startMs()))
                .sum();
        return new TrialRow(
                trial,
                rank,
                best,
                score,
                interval(metric.name(), score, context.validationExamples()),
                front,
                workerMs);
    }

    private static long end(Span span, StudyView study) {
        return span.endMs() == null ? study.lastEventMs() : span.endMs();
    }

    /** The metrics that the champion is chosen by, the study's own first. */
    List<Metric> objectives() {
        return study.spec().objectives();
    }

    Metric metric() {
        return study.spec().metric();
    }

    /** Names of all metrics that any trial reported, the study's first. */
    List<String> metricNames() {
        TreeSet<String> names = new TreeSet<>();
        for (Trial trial : study.trials()) {
            trial.measurements().forEach(m -> names.addAll(m.metrics().keySet()));
        }
        List<String> ordered = new ArrayList<>(List.of(metric().name()));
        names.remove(metric().name());
        ordered.addAll(names);
        return ordered;
    }

    /** Without the finals' repeats. */
    List<TrialRow> searched() {
        return rows.stream().filter(row -> !row.trial().isRepeat()).toList();
    }

    List<TrialRow> ranked() {
        return rows.stream().filter(row -> row.rank() != null).toList();
    }

    List<TrialRow> failed() {
        return rows.stream().filter(TrialRow::isFailed).toList();
    }

    Optional<TrialRow> row(int trial) {
        return rows.stream().filter(row -> row.trial().id() == trial).findFirst();
    }

    /** The champion's row; without a champion, that of the trial which would be promoted now, or else of the best yet. */
    Optional<TrialRow> leader() {
        Champion champion = study.champion();
        if (champion != null) {
            return row(champion.trial());
        }
        return study.leader()
                .flatMap(trial -> row(trial.id()))
                .or(() -> ranked().stream().findFirst());
    }

    long workerMs() {
        return rows.stream().mapToLong(TrialRow::workerMs).sum();
    }

    /** The interval of the champion's test metric: the one that came with it, or that of a share of examples. */
    static @Nullable Interval testInterval(Champion champion, String metric) {
        Interval known = champion.testIntervals().get(metric);
        Double value = champion.testMetrics().get(metric);
        return known != null || value == null ? known : interval(metric, value, champion.testExamples());
    }

    /** The interval of a row's score: of a champion the one that came with it, else that of a share of examples. */
    @Nullable
    Interval validationInterval(TrialRow row) {
        Champion champion = study.champion();
        return row.interval() == null
                        && champion != null
                        && champion.trial() == row.trial().id()
                ? champion.validationIntervals().get(metric().name())
                : row.interval();
    }

    /** The interval of a metric's value, or null where the metric has none. */
    static @Nullable Interval interval(String metric, double value, @Nullable Integer examples) {
        return metric.equals(ACCURACY) && value >= 0 && value <= 1 && examples != null && examples > 0
                ? Interval.wilson(value, examples)
                : null;
    }
}
