package dev.tryout.report;

import static j2html.TagCreator.button;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.ThTag;
import java.util.List;

/** Pieces of markup that several sections use. */
final class Html {
    private Html() {}

    static HtmlReport.Section section(String id, String menu, String heading, DomContent... content) {
        return new HtmlReport.Section(
                id,
                menu,
                TagCreator.section(h2(heading).withId(id + "-heading"))
                        .with(content)
                        .withId(id)
                        .attr("aria-labelledby", id + "-heading"));
    }

    /** A chart with its heading, and its text for those who do not see it. */
    static DomContent chart(String id, String heading, String text) {
        return chart(id, heading, text, TagCreator.text(""));
    }

    /** Likewise, with something to choose by between the heading and the chart. */
    static DomContent chart(String id, String heading, String text, DomContent tools) {
        return figure(
                h3(heading).withId(id + "-heading"),
                tools,
                div(div().withId(id)
                                .withClass("chart")
                                .attr("role", "img")
                                .attr("aria-labelledby", id + "-heading")
                                .attr("aria-describedby", id + "-text"))
                        .withClass("plot"),
                figcaption(text).withId(id + "-text"));
    }

    /** A box in which a wide table scrolls, reachable by keyboard. */
    static DivTag scrolling(String label, DomContent content) {
        return div(content)
                .withClass("scroll")
                .withTabindex(0)
                .attr("role", "region")
                .attr("aria-label", label);
    }

    /** A table's caption; it stays in view where the table is wider than the screen. */
    static DomContent caption(String text) {
        return TagCreator.caption(span(text));
    }

    /** A column's head that sorts by it. */
    static ThTag sortable(String label, boolean numeric) {
        return th(button(label).withType("button"))
                .attr("scope", "col")
                .withCondClass(numeric, "number")
                .attr("data-sort", numeric ? "number" : "text");
    }

    /** A number's cell; it sorts by the value, not by what is shown of it. */
    static TdTag number(String shown, double value) {
        TdTag cell = td(shown).withClass("number");
        return Double.isFinite(value) ? cell.withData("value", Double.toString(value)) : cell.withData("value", "");
    }

    /** What a section says where it has nothing to show. */
    static DomContent empty(String text) {
        return p(text).withClass("empty");
    }

    static List<DomContent> entry(String name, DomContent... value) {
        return List.of(dt(name), dd().with(value));
    }

    /** A figure that stands out: what it is, the value, and what there is to say about it. */
    static DomContent tile(String name, String value, String remark) {
        return div(dt(name), dd(span(value).withClass("value"), p(remark).withClass("remark")))
                .withClass("tile");
    }
}
