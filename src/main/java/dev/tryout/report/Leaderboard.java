package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.output;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.study.Champion;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Trial;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** All trials in a table, ranked, that sorts and filters. */
final class Leaderboard {
    private static final int TEXT_LENGTH = 90;

    private Leaderboard() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        if (model.searched().isEmpty()) {
            return List.of(Html.section(
                    "leaderboard",
                    "Leaderboard",
                    "Leaderboard",
                    p("No trial yet.").withClass("empty")));
        }
        return List.of(Html.section(
                "leaderboard",
                "Leaderboard",
                "Leaderboard",
                div(
                                label("Filter").attr("for", "filter"),
                                input().withId("filter")
                                        .withType("search")
                                        .withPlaceholder("state, value, reason …")
                                        .attr("autocomplete", "off"),
                                output(Show.count(model.searched().size(), "trial"))
                                        .withId("shown")
                                        .attr("for", "filter"))
                        .withClass("tools"),
                Html.scrolling("Leaderboard, scrolls", table(model)).withClass("scroll tall")));
    }

    private static TableTag table(ReportModel model) {
        List<String> parameters = parameters(model);
        return TagCreator.table(
                        Html.caption("Trials by " + model.metric().name() + " of their best epoch, "
                                + (model.metric().goal() == Goal.MAXIMIZE ? "higher is better" : "lower is better")
                                + ". A head sorts by its column."),
                        thead(tr(
                                Html.sortable("Rank", true).attr("aria-sort", "ascending"),
                                Html.sortable("Trial", true),
                                Html.sortable("Score", true),
                                Html.sortable("State", false),
                                each(parameters, name -> Html.sortable(name, isNumeric(model, name))),
                                Html.sortable("Epochs", true),
                                Html.sortable("Best", true).withTitle("best epoch"),
                                Html.sortable("Time", true),
                                Html.sortable("Reason", false),
                                Html.sortable("Origin", false))),
                        tbody(each(model.searched(), row -> row(model, parameters, row))))
                .withId("trials");
    }

    private static TrTag row(ReportModel model, List<String> parameters, TrialRow row) {
        Trial trial = row.trial();
        Champion champion = model.study().champion();
        boolean isChampion = champion != null && model.finals().finalist(champion.trial()) == trial.id();
        List<DomContent> cells = new ArrayList<>();
        cells.add(th(row.rank() == null ? Show.NOTHING : row.rank().toString())
                .attr("scope", "row")
                .withClass("number")
                .withData("value", row.rank() == null ? "" : row.rank().toString()));
        cells.add(Html.number(Integer.toString(trial.id()), trial.id()));
        cells.add(Html.number("", row.score())
                .with(
                        text(Show.score(row.score())),
                        row.interval() == null
                                ? text("")
                                : span(Show.interval(row.interval())).withClass("interval")));
        cells.add(td(span(isChampion ? "champion" : Show.lower(trial.state()))
                .withClass("state " + (isChampion ? "champion" : Show.lower(trial.state())))));
        for (String name : parameters) {
            cells.add(parameter(trial, name, isNumeric(model, name)));
        }
        cells.add(Html.number(trial.lastEpoch() + " / " + trial.epochs(), trial.lastEpoch()));
        cells.add(Html.number(
                row.best() == null ? Show.NOTHING : Integer.toString(row.best().epoch()),
                row.best() == null ? Double.NaN : row.best().epoch()));
        cells.add(Html.number(Show.ms(row.workerMs()), (double) row.workerMs()));
        cells.add(td(Show.firstLine(trial.reason(), TEXT_LENGTH)).withClass("reason"));
        cells.add(td(Show.firstLine(origin(trial), TEXT_LENGTH)).withClass("reason"));
        return tr().with(cells).withCondClass(isChampion, "champion").withData("trial", Integer.toString(trial.id()));
    }

    private static String origin(Trial trial) {
        List<Integer> shared = trial.origin().shared();
        return shared.isEmpty()
                ? trial.note()
                : trial.note() + "; shares epochs " + shared.get(0) + "–" + shared.get(shared.size() - 1)
                        + " of the run of trial " + trial.origin().run();
    }

    private static DomContent parameter(Trial trial, String name, boolean numeric) {
        Object value = trial.configuration().values().get(name);
        String shown = value == null ? Show.NOTHING : Configuration.format(value);
        return numeric
                ? Html.number(shown, value instanceof Number number ? number.doubleValue() : Double.NaN)
                : td(shown);
    }

    /** The searched parameters; planned epochs have a column of their own. */
    private static List<String> parameters(ReportModel model) {
        return model.study().spec().space().searched().stream()
                .map(Parameter::name)
                .filter(name -> !name.equals(StudySpec.EPOCHS))
                .toList();
    }

    private static boolean isNumeric(ReportModel model, String name) {
        return model.rows().stream()
                .map(row -> row.trial().configuration().values().get(name))
                .allMatch(value -> value == null || value instanceof Number);
    }
}
