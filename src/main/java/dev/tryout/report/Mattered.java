package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.tryout.insight.Comparison;
import dev.tryout.space.Parameter;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** What the search teaches of the parameters: which mattered, where they were best, and each against the score. */
final class Mattered {
    private Mattered() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        List<DomContent> content = new ArrayList<>();
        if (model.ranked().isEmpty()) {
            content.add(Html.empty("No trial has a score yet."));
        } else {
            content.addAll(importance(model));
            content.add(
                    model.insights().settling() == null ? Html.empty(Ranks.sentence(model)) : p(Ranks.sentence(model)));
            content.add(parallel());
            content.add(key(model));
            content.add(multiples(model));
        }
        return List.of(Html.section("parameters", "Parameters", "What mattered", content.toArray(DomContent[]::new)));
    }

    private static List<DomContent> importance(ReportModel model) {
        Comparison comparison = model.insights().comparison();
        if (comparison == null) {
            return List.of(Html.empty("Too few trials to say which parameters matter: it takes " + Comparison.MIN_TRIALS
                    + " or more that reached the same epoch."));
        }
        if (model.insights().importances().isEmpty()) {
            return List.of(Html.empty("No parameter was searched over."));
        }
        return List.of(
                p(ImportanceTable.verdict(model, comparison)).withClass("lead"),
                Html.chart(
                        "importance",
                        "Importance",
                        "The share of the variance of " + model.metric().name()
                                + " over the whole space that goes back to a "
                                + "parameter: in full colour by itself, pale together with others. The line spans four in five trees of "
                                + "the forest behind it, the dotted mark is what noise alone would reach; grey bars do not "
                                + "exceed it."),
                Html.scrolling("Importance, scrolls", ImportanceTable.table(model)),
                p(ImportanceTable.method(comparison, model.study().trials().size()))
                        .withClass("note"));
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
        return div(
                h3("Score against each parameter"),
                p(
                                text("A dot a trial:"),
                                span(model.study().champion() == null ? "leader" : "champion")
                                        .withClass("state champion"),
                                span("complete").withClass("state complete"),
                                span("pruned").withClass("state pruned"),
                                span("not over").withClass("state running"),
                                text(model.insights().regions().isEmpty() ? "" : "Shaded: the best values."))
                        .withClass("key"));
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
}
