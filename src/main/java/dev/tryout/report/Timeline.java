package dev.tryout.report;

import java.util.List;

/** Which trial ran when on which worker. */
final class Timeline {
    private Timeline() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        boolean assigned =
                model.rows().stream().anyMatch(row -> !row.trial().spans().isEmpty());
        return List.of(Html.section(
                "timeline",
                "Timeline",
                "Trials on workers",
                assigned
                        ? Html.chart(
                                "timeline-chart",
                                "Timeline",
                                "Each bar is an attempt of a trial, in the trial's colour of state; a dashed bar is one that "
                                        + "was interrupted, and the trial went on in another. Times count from the first "
                                        + "start; long spells without any trial are cut out.")
                        : Html.empty("No trial has begun yet.")));
    }
}
