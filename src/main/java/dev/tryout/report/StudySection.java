package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.text;

import dev.tryout.study.StudyView;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** What was asked for and what it ran on: enough to run it again. */
final class StudySection {
    private StudySection() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        return List.of(Html.section(
                "study",
                "Study",
                "The study",
                div(
                                div(
                                        h3("Resolved study"),
                                        pre(model.context().resolvedStudy())
                                                .withClass("scroll")
                                                .withTabindex(0)
                                                .attr("role", "region")
                                                .attr("aria-label", "Resolved study, scrolls")),
                                div(
                                        h3("Versions and data"),
                                        dl().with(versions(model)).withClass("entries")))
                        .withClass("halves")));
    }

    private static List<DomContent> versions(ReportModel model) {
        List<DomContent> entries = new ArrayList<>();
        model.context().versions().forEach((name, version) -> entries.addAll(Html.entry(name, text(version))));
        StudyView study = model.study();
        entries.addAll(Html.entry("Begun", text(Show.time(study.created().atMs()))));
        study.edits()
                .forEach(edit -> edit.changes()
                        .forEach(change ->
                                entries.addAll(Html.entry("Edited", text(Show.time(edit.atMs()) + ": " + change)))));
        entries.addAll(Html.entry("Last change", text(Show.time(study.lastEventMs()))));
        String data = study.created().dataFingerprint();
        if (!data.isEmpty()) {
            entries.addAll(Html.entry("Data fingerprint", text(data)));
        }
        return entries;
    }
}
