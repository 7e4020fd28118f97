package dev.tryout.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.tryout.space.Configuration;
import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Interval;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which trial won, by how much, whether that can be trusted, and what it took. */
final class Headline {
    private Headline() {}

    /** The study's name and where it stands. */
    static DivTag masthead(ReportModel model) {
        StudyView study = model.study();
        String reason = study.phaseReason().isEmpty() ? "" : ": " + study.phaseReason();
        return div(
                        p("Tryout report").withClass("kicker"),
                        h1(study.spec().name()),
                        p(
                                span(Show.capital(study.phase())).withClass("phase " + Show.lower(study.phase())),
                                text(reason + " · " + Show.time(study.lastEventMs()))))
                .withClass("masthead");
    }

    static List<HtmlReport.Section> section(ReportModel model) {
        Optional<TrialRow> leader = model.leader();
        DomContent[] content = leader.isEmpty()
                ? new DomContent[] {p(Verdict.withoutLeader(model)).withClass("lead"), tiles(model, List.of())}
                : new DomContent[] {
                    p(Verdict.of(model, leader.get())).withClass("lead"),
                    tiles(model, scores(model, leader.get())),
                    div(
                                    div(
                                            h3("Configuration"),
                                            configuration(leader.get()),
                                            folder(model.study().champion())),
                                    div(
                                            h3("Can it be trusted?"),
                                            ul(each(Trust.remarks(model, leader.get()), remark -> li(remark)))))
                            .withClass("halves")
                };
        return List.of(Html.section("summary", "Summary", heading(model, leader), content));
    }

    private static String heading(ReportModel model, Optional<TrialRow> leader) {
        if (leader.isEmpty()) {
            return model.study().phase() == Phase.FINISHED ? "No champion" : "No champion yet";
        }
        String trial = model.finals().areOver()
                ? model.finals().seed(leader.get().trial().id())
                : "trial " + leader.get().trial().id();
        if (model.study().champion() != null) {
            return "Champion: " + trial;
        }
        return (model.study().phase() == Phase.FINISHED ? "Best: " : "Leading so far: ") + trial;
    }

    private static DomContent tiles(ReportModel model, List<DomContent> scores) {
        List<DomContent> tiles = new ArrayList<>(scores);
        StudyView study = model.study();
        tiles.add(Html.tile(
                "Spent",
                Show.ms(study.spentMs()),
                Show.count(study.searched().size(), "trial") + ", " + Show.count(study.epochsSpent(), "epoch")));
        int saved = model.savings().epochs();
        if (saved > 0) {
            tiles.add(Html.tile(
                    "Saved by stopping",
                    Show.count(saved, "epoch"),
                    "about " + Show.seconds(model.savings().seconds()) + " of training"));
        }
        Savings.Part shared = model.savings().sharing();
        if (shared.epochs() > 0) {
            tiles.add(Html.tile(
                    "Saved by sharing",
                    Show.count(shared.epochs(), "epoch"),
                    "about " + Show.seconds(shared.seconds()) + " of training"));
        }
        return dl().with(tiles).withClass("tiles");
    }

    private static List<DomContent> scores(ReportModel model, TrialRow leader) {
        List<DomContent> tiles = new ArrayList<>();
        Integer examples = model.context().validationExamples();
        tiles.add(Html.tile(
                "Validation " + model.metric().name(),
                Show.score(leader.score()),
                interval(
                        model.validationInterval(leader),
                        examples == null ? 0 : examples,
                        "best epoch, " + bestEpoch(leader))));
        Champion champion = model.study().champion();
        if (champion != null) {
            Map<String, Double> metrics = new TreeMap<>(champion.testMetrics());
            metrics.forEach((name, value) -> tiles.add(Html.tile(
                    "Test " + name,
                    Show.score(value),
                    interval(
                            ReportModel.testInterval(champion, name),
                            champion.testExamples(),
                            champion.testExamples() > 0 ? Show.count(champion.testExamples(), "example") : ""))));
        }
        return tiles;
    }

    private static String bestEpoch(TrialRow leader) {
        return leader.best() == null
                ? Show.NOTHING
                : Integer.toString(leader.best().epoch());
    }

    private static String interval(@Nullable Interval interval, int examples, String otherwise) {
        return interval == null
                ? otherwise
                : "95 %: " + Show.interval(interval) + ", " + Show.count(examples, "example");
    }

    private static DomContent configuration(TrialRow leader) {
        List<DomContent> entries = new ArrayList<>();
        leader.trial()
                .configuration()
                .values()
                .forEach((name, value) -> entries.addAll(Html.entry(name, text(Configuration.format(value)))));
        return dl().with(entries).withClass("entries");
    }

    private static DomContent folder(@Nullable Champion champion) {
        return champion == null
                ? text("")
                : p(text("Model folder: "), code(champion.folder())).withClass("folder");
    }
}
