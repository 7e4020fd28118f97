package dev.tryout.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.insight.SeedComparison;
import dev.tryout.study.FinalStanding;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** The finalists over their seeds. Absent where there were no finals. */
final class FinalsSection {
    private FinalsSection() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        FinalsTable finals = model.finals();
        if (finals.isEmpty()) {
            return List.of();
        }
        return List.of(Html.section(
                "finals",
                "Finals",
                "The best trials, with " + finals.seeds() + " seeds each",
                p(finals.verdict()).withClass("lead"),
                Html.scrolling("Finalists, scrolls", table(model)),
                p("Each run's score is that of its best epoch. Seed 1 is the run of the search, whose score the finalist was "
                                + "chosen by: that flatters it a little. Other seeds change the head, the order of the examples "
                                + "and dropout, not the split of the data. p: Welch's t-test against the first, with Holm's "
                                + "correction; above " + SeedComparison.LEVEL
                                + " two cannot be told apart. With few seeds, only "
                                + "large differences show.")
                        .withClass("note")));
    }

    private static DomContent table(ReportModel model) {
        FinalsTable finals = model.finals();
        List<DomContent> heads = new ArrayList<>(List.of(
                Html.sortable("Rank", true),
                Html.sortable("Trial", true),
                Html.sortable("Mean", true),
                Html.sortable("Deviation", true)));
        for (int seed = 1; seed <= finals.seeds(); seed++) {
            heads.add(Html.sortable("Seed " + seed, true));
        }
        heads.add(Html.sortable("p", true));
        heads.add(Html.sortable("Configuration", false));
        List<DomContent> rows = new ArrayList<>();
        for (int place = 0; place < finals.standings().size(); place++) {
            rows.add(row(model, place));
        }
        return j2html.TagCreator.table(
                        Html.caption(
                                "Finalists by the mean of " + model.metric().name()),
                        thead(tr().with(heads)),
                        tbody().with(rows))
                .withId("finalists");
    }

    private static TrTag row(ReportModel model, int place) {
        FinalStanding standing = model.finals().standings().get(place);
        List<DomContent> cells = new ArrayList<>();
        cells.add(th(Integer.toString(place + 1)).attr("scope", "row").withClass("number"));
        cells.add(Html.number(
                Integer.toString(standing.finalist().id()), standing.finalist().id()));
        cells.add(Html.number(Show.score(standing.mean()), standing.mean()));
        cells.add(Html.number(Show.score(standing.deviation()), standing.deviation()));
        for (int seed = 0; seed < model.finals().seeds(); seed++) {
            cells.add(
                    seed < standing.runs().size() ? score(model, standing.runs().get(seed)) : td(Show.NOTHING));
        }
        double p = model.finals().pValue(place);
        cells.add(Html.number(Double.isNaN(p) ? Show.NOTHING : Show.score(p), p));
        cells.add(td(standing.finalist().configuration().toString()).withClass("reason"));
        return tr().with(cells).withCondClass(place == 0, "champion");
    }

    private static DomContent score(ReportModel model, Trial run) {
        double score = run.score(model.metric()).orElse(Double.NaN);
        return run.state() == TrialState.COMPLETE
                ? Html.number(Show.score(score), score).withTitle("trial " + run.id())
                : Html.number(Show.lower(run.state()), Double.NaN).withTitle("trial " + run.id());
    }
}
