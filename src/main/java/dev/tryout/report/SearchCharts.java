package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.label;
import static j2html.TagCreator.option;
import static j2html.TagCreator.select;

import dev.tryout.trial.Goal;
import j2html.tags.DomContent;
import java.util.List;

/** How the search went, in charts that the page's scripts draw from its data. */
final class SearchCharts {
    private SearchCharts() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        boolean measured = model.study().epochsSpent() > 0;
        return List.of(
                measured
                        ? Html.section("search", "Search", "How the search went", history(model), curves(model))
                        : Html.section(
                                "search", "Search", "How the search went", Html.empty("No epoch was measured yet.")));
    }

    private static DomContent history(ReportModel model) {
        String best = model.ranked().stream()
                .findFirst()
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
                                "The same against " + Show.count(searchEpochs(model), "epoch")
                                        + ", counted trial by trial in the order of suggestion."))
                .withClass("halves");
    }

    private static int searchEpochs(ReportModel model) {
        return model.searched().stream()
                .mapToInt(row -> row.trial().trained().size())
                .sum();
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
}
