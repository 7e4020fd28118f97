package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What can be had of one metric for how much of another. Absent where there is one metric. */
final class ParetoSection {
    private ParetoSection() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        List<Metric> metrics = model.objectives();
        if (metrics.size() < 2) {
            return List.of();
        }
        List<TrialRow> front = front(model);
        DomContent[] content = front.isEmpty()
                ? new DomContent[] {Html.empty("No trial has a value of each metric yet.")}
                : new DomContent[] {
                    p(sentence(model, front)).withClass("lead"),
                    charts(metrics),
                    Html.scrolling("Front, scrolls", table(model, front))
                };
        return List.of(Html.section("pareto", "Trade-offs", "What can be traded for what", content));
    }

    private static List<TrialRow> front(ReportModel model) {
        Metric first = model.metric();
        return model.rows().stream()
                .filter(row -> Objects.equals(row.front(), 1))
                .sorted(Comparator.comparingDouble(row -> first.loss(row.score())))
                .toList();
    }

    private static String sentence(ReportModel model, List<TrialRow> front) {
        long placed = model.rows().stream().filter(row -> row.front() != null).count();
        return front.size() + " of the " + Show.count(placed, "trial") + " with a value of each metric "
                + (front.size() == 1 ? "is" : "are")
                + " on the front: none is better in one metric without being worse in "
                + "another.";
    }

    /** A chart for each pair of metrics. */
    private static DomContent charts(List<Metric> metrics) {
        List<DomContent> charts = new ArrayList<>();
        for (int one = 0; one < metrics.size(); one++) {
            for (int other = one + 1; other < metrics.size(); other++) {
                String names =
                        metrics.get(one).name() + " and " + metrics.get(other).name();
                charts.add(Html.chart(
                        "pareto-" + one + "-" + other,
                        names,
                        "A dot a trial at its best epoch by " + metrics.get(0).name() + "; ringed ones are on the front"
                                + (metrics.size() == 2 ? ", and the line is what can be had." : " of all metrics.")));
            }
        }
        return metrics.size() == 2 ? charts.get(0) : div().with(charts).withClass("halves");
    }

    private static TableTag table(ReportModel model, List<TrialRow> front) {
        List<Metric> metrics = model.objectives();
        return TagCreator.table(
                Html.caption("The front, best by " + metrics.get(0).name() + " first. A head sorts by its column."),
                thead(tr(
                        Html.sortable("Trial", true),
                        each(
                                metrics,
                                metric -> Html.sortable(metric.name(), true).withTitle(direction(metric))),
                        th("Configuration").attr("scope", "col"))),
                tbody(each(front, row -> row(metrics, row))));
    }

    private static TrTag row(List<Metric> metrics, TrialRow row) {
        String id = Integer.toString(row.trial().id());
        return tr(
                th(id).attr("scope", "row").withClass("number").withData("value", id),
                each(metrics, metric -> {
                    double value = row.best() == null ? Double.NaN : row.best().value(metric);
                    return Html.number(Show.score(value), value);
                }),
                td(configuration(row)).withClass("reason"));
    }

    private static String configuration(TrialRow row) {
        return row.trial().configuration().values().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Configuration.format(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String direction(Metric metric) {
        return metric.goal() == Goal.MAXIMIZE ? "higher is better" : "lower is better";
    }
}
