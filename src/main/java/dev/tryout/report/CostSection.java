package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tfoot;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.trial.PrefixUse;
import dev.tryout.trial.TrialState;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was spent, and what stopping early saved. */
final class CostSection {
    private CostSection() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        return List.of(Html.section(
                "cost",
                "Cost",
                "What it cost, and what stopping saved",
                div(
                                Html.scrolling("Spent, scrolls", spent(model)),
                                Html.scrolling("Saved, scrolls", saved(model.savings())))
                        .withClass("halves"),
                p("Saved epochs are those that a stopped trial was to train and did not. The time is an estimate: for each "
                                + "stopped trial, its own mean seconds an epoch times its saved epochs.")
                        .withClass("note"),
                sharing(model),
                prefix(PrefixUse.of(model.study().trials()))));
    }

    private static DomContent sharing(ReportModel model) {
        Savings.Part shared = model.savings().sharing();
        String rule = model.context().epochSharing();
        String saved = shared.trials() == 0
                ? ""
                : " " + Show.count(shared.trials(), "trial") + " took " + Show.count(shared.epochs(), "epoch")
                        + " over from others of their run, which saved " + Show.seconds(shared.seconds()) + ".";
        return rule.isEmpty() && saved.isEmpty()
                ? text("")
                : p(rule.substring(0, 1).toUpperCase(Locale.ROOT) + rule.substring(1) + "." + saved)
                        .withClass("note")
                        .withId("sharing");
    }

    /** Nothing where no trial froze anything that is worth computing once. */
    private static DomContent prefix(PrefixUse use) {
        return use.equals(PrefixUse.NONE)
                ? text("")
                : p(String.format(
                                Locale.ROOT,
                                "Prefix cache: what frozen stages give was found computed %s of %s, %.0f %%. Computing it took %s, "
                                        + "and finding it saved about %s.",
                                Show.count(use.hits(), "time"),
                                Show.count(use.hits() + use.misses()),
                                100 * use.hitRate(),
                                Show.seconds(use.spentSeconds()),
                                Show.seconds(use.savedSeconds())))
                        .withId("prefix-cache");
    }

    private static DomContent spent(ReportModel model) {
        List<DomContent> rows = new ArrayList<>();
        for (TrialState state : TrialState.values()) {
            List<TrialRow> those = model.rows().stream()
                    .filter(row -> row.trial().state() == state)
                    .toList();
            if (!those.isEmpty()) {
                rows.add(line(Show.lower(state), those));
            }
        }
        return table(
                Html.caption("Spent in " + Show.ms(model.study().spentMs()) + ", " + attempts(model)),
                thead(tr(
                        th("Trials that are").attr("scope", "col"),
                        number("Trials"),
                        number("Epochs"),
                        number("Worker time"))),
                tbody().with(rows),
                tfoot(line("all", model.rows())));
    }

    private static String attempts(ReportModel model) {
        int lost = model.rows().stream()
                .mapToInt(row -> row.trial().infrastructureFailures())
                .sum();
        return lost == 0 ? "no attempt lost with its worker" : Show.count(lost, "attempt") + " lost with the worker";
    }

    private static TrTag line(String name, List<TrialRow> rows) {
        return tr(
                th(name).attr("scope", "row"),
                Html.number(Show.count(rows.size()), rows.size()),
                epochs(rows.stream()
                        .mapToInt(row -> row.trial().trained().size())
                        .sum()),
                time(rows.stream().mapToLong(TrialRow::workerMs).sum() / 1000.0));
    }

    private static DomContent saved(Savings savings) {
        return table(
                Html.caption(
                        savings.epochs() == 0
                                ? "Saved: nothing, no trial was stopped early"
                                : String.format(
                                        Locale.ROOT,
                                        "Saved: %s, about %s",
                                        Show.count(savings.epochs(), "epoch"),
                                        Show.seconds(savings.seconds()))),
                thead(tr(th("Stopped by").attr("scope", "col"), number("Trials"), number("Epochs"), number("Time"))),
                tbody(part("scheduler", savings.scheduler()), part("early stopping", savings.earlyStopping())),
                tfoot(part(
                        "both",
                        new Savings.Part(
                                savings.scheduler().trials()
                                        + savings.earlyStopping().trials(),
                                savings.epochs(),
                                savings.seconds()))));
    }

    private static TrTag part(String name, Savings.Part part) {
        return tr(
                th(name).attr("scope", "row"),
                Html.number(Show.count(part.trials()), part.trials()),
                epochs(part.epochs()),
                time(part.seconds()));
    }

    private static DomContent number(String heading) {
        return th(heading).attr("scope", "col").withClass("number");
    }

    private static DomContent epochs(int epochs) {
        return td(Show.count(epochs)).withClass("number");
    }

    private static DomContent time(double seconds) {
        return td(Show.seconds(seconds)).withClass("number");
    }
}
