package dev.tryout.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.FrontMember;
import dev.tryout.simulation.PolicyOutcome;
import dev.tryout.simulation.SimulatedRun;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulated policies side by side: a page with charts, and every improvement of every run as CSV. The same comparison gives the
 * same bytes. Field names and columns are explained in {@code docs/guides/simulate.md}; they may be added to, never changed.
 */
public final class SimulationReport {
    /** Points of a chart's line. */
    private static final int POINTS = 200;

    private static final double MS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulationReport() {}

    /** Where a report is. */
    public record Files(Path html, Path csv) {}

    /**
     * Writes {@code simulation-NAME.html} and {@code simulation-NAME.csv}, each in place of an earlier one.
     *
     * @param reportsFolder made where it is not there
     */
    public static Files write(Comparison comparison, Path reportsFolder) throws IOException {
        java.nio.file.Files.createDirectories(reportsFolder);
        String name = "simulation-" + ReportWriter.fileName(comparison.name());
        return new Files(
                ReportWriter.replace(reportsFolder, name + ".html", SimulationPage.render(comparison)),
                ReportWriter.replace(reportsFolder, name + ".csv", csv(comparison)));
    }

    /** Each time that a run found something better, and its end. */
    static String csv(Comparison comparison) {
        Csv csv = new Csv().record(List.of("policy", "seed", "epochs", "seconds", "best", "trials", "busy_seconds"));
        for (PolicyOutcome outcome : comparison.outcomes()) {
            for (SimulatedRun run : outcome.runs()) {
                for (SimulatedRun.Improvement at : run.improvements()) {
                    csv.record(java.util.Arrays.asList(
                            outcome.name(), run.seed(), at.epochs(), at.atMs() / MS, at.value(), null, null));
                }
                csv.record(List.of(
                        outcome.name(),
                        run.seed(),
                        run.epochs(),
                        run.virtualMs() / MS,
                        run.best(),
                        run.trials(),
                        run.busyMs() / MS));
            }
        }
        return csv.toString();
    }

    /** Everything that is compared, as one JSON document. */
    public static String json(Comparison comparison) {
        try {
            return JSON.writeValueAsString(document(comparison)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the comparison cannot be written as JSON", e);
        }
    }

    private static Map<String, @Nullable Object> document(Comparison comparison) {
        double reached = comparison.reachedByAll();
        return Fields.of("format", 1)
                .and(
                        "study",
                        Fields.of("name", comparison.name())
                                .and("metric", comparison.metric().name())
                                .and("goal", goal(comparison.metric()))
                                .and(
                                        "objectives",
                                        comparison.metrics().stream()
                                                .map(metric -> Fields.of("metric", metric.name())
                                                        .and("goal", goal(metric))
                                                        .map())
                                                .toList())
                                .map())
                .and("workers", comparison.workers())
                .and("seeds", comparison.outcomes().get(0).runs().size())
                .and("reached_by_all", reached)
                .and(
                        "policies",
                        comparison.outcomes().stream()
                                .map(outcome -> policy(comparison, outcome, reached))
                                .toList())
                .map();
    }

    private static String goal(Metric metric) {
        return metric.goal() == Goal.MAXIMIZE ? "maximize" : "minimize";
    }

    private static Map<String, @Nullable Object> policy(Comparison comparison, PolicyOutcome outcome, double reached) {
        return Fields.of("policy", outcome.name())
                .and("best", values(outcome.best()).map())
                .and("trials", outcome.median(SimulatedRun::trials))
                .and("epochs", outcome.median(SimulatedRun::epochs))
                .and("seconds", outcome.median(SimulatedRun::virtualMs) / MS)
                .and("busy_seconds", outcome.median(SimulatedRun::busyMs) / MS)
                .and("utilisation", outcome.utilisation())
                .and("epochs_to_reached", outcome.epochsTo(reached))
                .and("seconds_to_reached", outcome.msTo(reached) / MS)
                .and(
                        "by_epochs",
                        outcome.byEpochs(POINTS).stream()
                                .map(band -> band(band, 1))
                                .toList())
                .and(
                        "by_seconds",
                        outcome.byTime(POINTS).stream()
                                .map(band -> band(band, MS))
                                .toList())
                .all(
                        comparison.metrics().size() > 1
                                ? fronts(comparison, outcome).map()
                                : Map.of())
                .map();
    }

    private static Fields fronts(Comparison comparison, PolicyOutcome outcome) {
        return Fields.of("on_front", outcome.median(run -> run.front().size()))
                .and("covered", comparison.covered(outcome).orElse(Double.NaN))
                .and(
                        "front",
                        outcome.runs().get(0).front().stream()
                                .map(member -> member(comparison.metrics(), member))
                                .toList());
    }

    private static Map<String, @Nullable Object> member(List<Metric> metrics, FrontMember member) {
        Fields values = Fields.none();
        for (int m = 0; m < metrics.size(); m++) {
            values.and(metrics.get(m).name(), member.values().get(m));
        }
        return Fields.of("trial", member.trial())
                .and("metrics", values.map())
                .and("configuration", member.configuration().values())
                .map();
    }

    private static Map<String, @Nullable Object> band(PolicyOutcome.Band band, double unit) {
        return Fields.of("at", band.at() / unit).all(values(band).map()).map();
    }

    private static Fields values(PolicyOutcome.Band band) {
        return Fields.of("low", Math.min(band.lucky(), band.unlucky()))
                .and("median", band.median())
                .and("high", Math.max(band.lucky(), band.unlucky()));
    }
}
