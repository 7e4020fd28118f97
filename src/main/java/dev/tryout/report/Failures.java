package dev.tryout.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Trial;
import j2html.tags.DomContent;
import java.util.List;

/** Every failed trial with its whole message. Absent where none failed. */
final class Failures {
    private Failures() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        List<TrialRow> failed = model.failed();
        if (failed.isEmpty()) {
            return List.of();
        }
        return List.of(Html.section(
                "failures",
                "Failures",
                "Failures",
                Html.scrolling(
                        "Failures, scrolls",
                        table(
                                Html.caption(Show.count(failed.size(), "trial") + " failed and can not be promoted"),
                                thead(tr(
                                        th("Trial").attr("scope", "col").withClass("number"),
                                        th("Message").attr("scope", "col"),
                                        th("Configuration").attr("scope", "col"))),
                                tbody(each(failed, row -> line(row.trial())))))));
    }

    private static DomContent line(Trial trial) {
        Configuration configuration = trial.configuration();
        return tr(
                th(Integer.toString(trial.id())).attr("scope", "row").withClass("number"),
                td(pre(trial.reason())),
                td(configuration.toString()).withClass("reason"));
    }
}
