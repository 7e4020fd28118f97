package dev.tryout.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.PolicyOutcome;
import dev.tryout.simulation.SimulatedRun;
import dev.tryout.trial.Goal;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.List;

/** A comparison of simulated policies as one page that fetches nothing. */
final class SimulationPage {
    private static final List<String> SCRIPTS = List.of("theme.js", "charts.js", "table.js", "simulation.js");

    private SimulationPage() {}

    static String render(Comparison comparison) {
        return document(html(
                        HtmlReport.head(comparison.name() + " – Tryout simulation"),
                        body(
                                header(div(
                                                p("Simulation of").withClass("kicker"),
                                                h1(comparison.name()),
                                                p(summary(comparison)))
                                        .withClass("masthead")),
                                main(
                                        noscript(p("Charts and sorting need JavaScript, which is off in this browser. "
                                                        + "The table below is complete without it.")
                                                .withClass("note")),
                                        policies(comparison),
                                        each(SimulatedFronts.section(comparison), HtmlReport.Section::content),
                                        progress(comparison)),
                                footer(p(
                                        "Written by Tryout. This file is complete: it fetches nothing, and can be mailed "
                                                + "or kept as it is.")),
                                script(rawHtml(JsonReport.escape(SimulationReport.json(comparison))))
                                        .withType("application/json")
                                        .withId("data"),
                                script(rawHtml(Resources.text("echarts.min.js"))),
                                script(rawHtml(HtmlReport.scripts(SCRIPTS)))))
                .withLang("en"));
    }

    private static String summary(Comparison comparison) {
        int seeds = comparison.outcomes().get(0).runs().size();
        return (comparison.metric().goal() == Goal.MAXIMIZE ? "Maximizes " : "Minimizes ")
                + comparison.metric().name() + " with " + Show.count(comparison.workers(), "worker") + ", "
                + Show.count(seeds, "seed") + " a policy. Times are virtual: nothing was trained.";
    }

    private static DomContent policies(Comparison comparison) {
        double reached = comparison.reachedByAll();
        TrTag head = tr(
                Html.sortable("Policy", false),
                Html.sortable("Best " + comparison.metric().name(), true),
                Html.sortable("Lucky tenth", true),
                Html.sortable("Unlucky tenth", true),
                Html.sortable("Trials", true),
                Html.sortable("Epochs", true),
                Html.sortable("Time", true),
                Html.sortable("Busy", true),
                Html.sortable("Workers used", true),
                Html.sortable("Epochs to " + Show.score(reached), true),
                Html.sortable("Time to " + Show.score(reached), true));
        return Html.section(
                        "policies",
                        "Policies",
                        "What each would find and cost",
                        Html.scrolling(
                                "Policies",
                                table(
                                                Html.caption(
                                                        "Medians over seeds. The last two columns say what each spent"
                                                                + " until half of its seeds had " + Show.score(reached)
                                                                + ", which all reach."),
                                                thead(head),
                                                tbody(each(comparison.outcomes(), outcome -> row(outcome, reached))))
                                        .withId("outcomes")))
                .content();
    }

    private static TrTag row(PolicyOutcome outcome, double reached) {
        PolicyOutcome.Band best = outcome.best();
        return tr(
                td(outcome.name()),
                Html.number(Show.score(best.median()), best.median()),
                Html.number(Show.score(best.lucky()), best.lucky()),
                Html.number(Show.score(best.unlucky()), best.unlucky()),
                count(outcome.median(SimulatedRun::trials)),
                count(outcome.median(SimulatedRun::epochs)),
                time(outcome.median(SimulatedRun::virtualMs)),
                time(outcome.median(SimulatedRun::busyMs)),
                Html.number(Show.percent(outcome.utilisation()), outcome.utilisation()),
                count(outcome.epochsTo(reached)),
                time(outcome.msTo(reached)));
    }

    private static DomContent count(double value) {
        return Html.number(Double.isFinite(value) ? Show.count(Math.round(value)) : Show.NOTHING, value);
    }

    private static DomContent time(double ms) {
        return Html.number(Double.isFinite(ms) ? Show.ms(Math.round(ms)) : Show.NOTHING, ms);
    }

    private static DomContent progress(Comparison comparison) {
        String what = "The best " + comparison.metric().name()
                + " measured so far: the median over seeds, and around it what " + "eight seeds in ten had.";
        return Html.section(
                        "progress",
                        "Progress",
                        "Best so far",
                        Html.chart("by-epochs", "By epochs spent", what),
                        Html.chart("by-time", "By virtual time", what))
                .content();
    }
}
