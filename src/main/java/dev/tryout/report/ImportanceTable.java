package dev.tryout.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.insight.Comparison;
import dev.tryout.insight.Importance;
import dev.tryout.insight.Insights;
import dev.tryout.insight.Region;
import dev.tryout.space.Configuration;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TrTag;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Importance and best values of each parameter, in words and figures. */
final class ImportanceTable {
    private ImportanceTable() {}

    /** Which parameters mattered, the most important first. */
    static String verdict(ReportModel model, Comparison comparison) {
        List<Importance> ordered = byImportance(model.insights());
        List<Importance> matter = ordered.stream().filter(Importance::matters).toList();
        if (matter.isEmpty()) {
            return "No parameter can be told apart from noise by these "
                    + comparison.trials().size() + " trials.";
        }
        String found = matter.stream()
                .map(importance -> importance.parameter() + " (" + percent(importance.withOthers()) + ")")
                .collect(Collectors.joining(", "));
        String rest = matter.size() == ordered.size()
                ? ""
                : " The others can not be told apart from noise by these "
                        + comparison.trials().size() + " trials.";
        return (matter.size() == 1 ? "What mattered is " : "What mattered, the most important first: ") + found + "."
                + rest;
    }

    /** What was compared, and how. */
    static String method(Comparison comparison, int trials) {
        return "Compared are the " + comparison.trials().size() + " of " + Show.count(trials, "trial")
                + " that reached epoch " + comparison.epoch()
                + ", each by its best value up to there: later epochs, and "
                + "trials stopped before, do not count. Functional ANOVA of a random forest (Hutter et al. 2014); noise is what "
                + "a parameter explains in 1 of 20 forests grown with its values shuffled among the trials. Shares with "
                + "others overlap and can add up to more than 100 %.";
    }

    static TableTag table(ReportModel model) {
        return TagCreator.table(
                Html.caption("Importance and best values. A head sorts by its column."),
                thead(tr(
                        Html.sortable("Parameter", false),
                        Html.sortable("Alone", true),
                        Html.sortable("With others", true).attr("aria-sort", "descending"),
                        Html.sortable("Noise", true),
                        th("Best values").attr("scope", "col"))),
                tbody(each(byImportance(model.insights()), importance -> row(model.insights(), importance))));
    }

    private static TrTag row(Insights insights, Importance importance) {
        return tr(
                th(importance.parameter()).attr("scope", "row"),
                Html.number(percent(importance.alone()), importance.alone()),
                Html.number("", importance.withOthers())
                        .with(
                                text(percent(importance.withOthers())),
                                span(percent(importance.low()) + "–" + percent(importance.high()))
                                        .withClass("interval")),
                Html.number(percent(importance.noise()), importance.noise()),
                td(best(insights.region(importance.parameter()))).withClass("reason"));
    }

    private static DomContent best(Optional<Region> region) {
        if (region.isEmpty()) {
            return span("not told apart from noise").withClass("remark");
        }
        List<String> values =
                region.get().values().stream().map(Configuration::format).toList();
        String shown = region.get().isInterval() ? interval(values) : String.join(", ", values);
        String advice = switch (region.get().edge()) {
            case NONE -> "";
            case LOWER -> ": the best values are at the lower end, so widen the range if it can be";
            case UPPER -> ": the best values are at the upper end, so widen the range if it can be";
        };
        return text(shown + advice);
    }

    private static String interval(List<String> ends) {
        return ends.get(0).equals(ends.get(1)) ? ends.get(0) : ends.get(0) + " to " + ends.get(1);
    }

    private static List<Importance> byImportance(Insights insights) {
        return insights.importances().stream()
                .sorted(Comparator.comparingDouble(Importance::withOthers).reversed())
                .toList();
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
