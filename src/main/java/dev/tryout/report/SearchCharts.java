package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.label;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.tryout.space.Parameter;
import dev.tryout.trial.Goal;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** How the search went, in charts that the page's scripts draw from its data. */
final class SearchCharts {
    private SearchCharts() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        List<HtmlReport.Section> sections = new ArrayList<>();
        boolean measured = model.study().epochsSpent() > 0;
        sections.add(
                measured
                        ? Html.section("search", "Search", "How the search went", history(model), curves(model))
                        : Html.section("search", "Search", "How the search went", empty("No epoch was measured yet.")));
        sections.add(
                model.ranked().isEmpty()
                        ? Html.section("parameters", "Parameters", "What mattered", empty("No trial has a score yet."))
                        : Html.section(
                                "parameters", "Parameters", "What mattered", parallel(), key(model), multiples(model)));
        boolean assigned =
                model.rows().stream().anyMatch(row -> !row.trial().spans().isEmpty());
        sections.add(Html.section(
                "timeline", "Timeline", "Trials on workers", assigned ? timeline() : empty("No trial has begun yet.")));
        return sections;
    }

    private static DomContent empty(String text) {
        return p(text).withClass("empty");
    }

    private static DomContent history(ReportModel model) {
        String best = model.leader()
                .map(row -> "; trial " + row.trial().id() + " leads with " + Show.score(row.score()))
                .orElse("");
        String direction = model.metric().goal() == Goal.MAXIMIZE ? "highest" : "lowest";
        return div(
                        Html.chart(
                                "history",
                                "Best so far, by trial",
                                "The line is the " + direction + " "
                                        + model.metric().name() + " up to each trial, the dots are the trials' own"
                                        + best + "."),
                        Html.chart(
                                "history-epochs",
                                "Best so far, by epochs spent",
                                "The same against " + Show.count(model.study().epochsSpent(), "epoch")
                                        + ", counted trial by trial in the order of suggestion."))
                .withClass("halves");
    }

    private static DomContent curves(ReportModel model) {
        return Html.chart(
                "curves",
                "Learning curves",
                "Every trial's metric after each epoch; a dot marks its best epoch by "
                        + model.metric().name() + ". The legend hides and shows groups.",
                div(
                                label("Metric").attr("for", "curve-metric"),
                                select(each(
                                                model.metricNames(),
                                                name -> option(name).withValue(name)))
                                        .withId("curve-metric"))
                        .withClass("tools"));
    }

    private static DomContent parallel() {
        return Html.chart(
                "parallel",
                "Parallel coordinates",
                "One line a scored trial, through its parameters to its score; the better, the stronger the colour. "
                        + "Drag along an axis to see only the trials that pass there. A line goes "
                        + "straight past a parameter that was not active.");
    }

    private static DomContent key(ReportModel model) {
        return p(
                        text("Score against each parameter, a dot a trial:"),
                        span(model.study().champion() == null ? "leader" : "champion")
                                .withClass("state champion"),
                        span("complete").withClass("state complete"),
                        span("pruned").withClass("state pruned"),
                        span("not over").withClass("state running"))
                .withClass("key");
    }

    /** One small chart for each searched parameter. */
    private static DomContent multiples(ReportModel model) {
        List<Parameter> searched = model.study().spec().space().searched();
        List<DomContent> charts = new ArrayList<>();
        for (int i = 0; i < searched.size(); i++) {
            String name = searched.get(i).name();
            charts.add(Html.chart("parameter-" + i, name, "Score against " + name + "; a dot is a trial."));
        }
        return div().with(charts).withClass("multiples");
    }

    private static DomContent timeline() {
        return Html.chart(
                "timeline-chart",
                "Timeline",
                "Each bar is an attempt of a trial, in the trial's colour of state; a dashed bar is one that was "
                        + "interrupted, and the trial went on in another. Times count from the first start; long spells without "
                        + "any trial are cut out.");
    }
}
