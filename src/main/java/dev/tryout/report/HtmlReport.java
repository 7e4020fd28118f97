package dev.tryout.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one page: markup, style, scripts and data, and nothing that a browser would have to fetch. */
final class HtmlReport {
    /** Scripts and styles of the page alone, no connection to anywhere. */
    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
            + "img-src data:; base-uri 'none'; form-action 'none'";

    /** In the order that they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "theme.js",
            "charts.js",
            "table.js",
            "history.js",
            "pareto.js",
            "curves.js",
            "importance.js",
            "parameters.js",
            "timeline.js",
            "page.js");

    private HtmlReport() {}

    static String render(ReportModel model) {
        List<Section> sections = Stream.of(
                        Headline.section(model),
                        FinalsSection.section(model),
                        Leaderboard.section(model),
                        SearchCharts.section(model),
                        ParetoSection.section(model),
                        Mattered.section(model),
                        Timeline.section(model),
                        TestSection.section(model),
                        CostSection.section(model),
                        Failures.section(model),
                        StudySection.section(model))
                .flatMap(List::stream)
                .toList();
        return document(html(
                        head(model.study().spec().name() + " – Tryout report"),
                        body(
                                a("Skip to the leaderboard")
                                        .withHref("#leaderboard")
                                        .withClass("skip"),
                                header(
                                        Headline.masthead(model),
                                        nav(each(sections, s -> a(s.menu()).withHref("#" + s.id())))
                                                .attr("aria-label", "Sections")),
                                main(
                                        noscript(p("Charts and sorting need JavaScript, which is off in this browser. "
                                                        + "The tables below are complete without it.")
                                                .withClass("note")),
                                        each(sections, Section::content)),
                                footer(p("Written by Tryout "
                                        + model.study().created().version() + ". This file is complete: it fetches "
                                        + "nothing, and can be mailed or kept as it is.")),
                                script(rawHtml(JsonReport.embedded(model)))
                                        .withType("application/json")
                                        .withId("data"),
                                script(rawHtml(Resources.text("echarts.min.js"))),
                                script(rawHtml(scripts(SCRIPTS)))))
                .withLang("en"));
    }

    static HeadTag head(String title) {
        return TagCreator.head(
                meta().withCharset("utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                meta().withName("referrer").withContent("no-referrer"),
                title(title),
                style(rawHtml(Resources.text("report.css"))));
    }

    /** Scripts as one, hidden from everything else on the page. */
    static String scripts(List<String> names) {
        return names.stream()
                .map(Resources::text)
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "\n})();"));
    }

    /**
     * A part of the page.
     *
     * @param id to link to
     * @param menu its name in the navigation
     */
    record Section(String id, String menu, DomContent content) {}
}
