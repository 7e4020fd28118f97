package dev.tryout.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.evaluation.ClassFigures;
import dev.tryout.study.Champion;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The champion class by class, on the test part. Absent where there is no champion or there are no classes. */
final class TestSection {
    private TestSection() {}

    static List<HtmlReport.Section> section(ReportModel model) {
        Champion champion = model.study().champion();
        if (champion == null
                || champion.labels().isEmpty()
                || champion.confusion().size() != champion.labels().size()) {
            return List.of();
        }
        return List.of(Html.section(
                "classes",
                "Classes",
                "The champion, class by class",
                h3("Precision and recall"),
                Html.scrolling("Precision and recall, scrolls", figures(champion))
                        .withClass("scroll tall"),
                h3("Confusion matrix"),
                p("Counts on the test part: a row is a true class, a column what the champion said. Blue cells are right, "
                                + "orange ones wrong; the shade grows with the square root of the cell's share of its row.")
                        .withClass("note"),
                Html.scrolling("Confusion matrix, scrolls", matrix(champion))));
    }

    private static DomContent figures(Champion champion) {
        return table(
                        Html.caption("Each class on " + Show.count(champion.testExamples(), "test example")
                                + ". A head sorts by its column."),
                        thead(tr(
                                Html.sortable("Class", false),
                                Html.sortable("Examples", true),
                                Html.sortable("Precision", true),
                                Html.sortable("Recall", true),
                                Html.sortable("F1", true),
                                Html.sortable("Most often taken for", false))),
                        tbody(each(ClassFigures.of(champion.labels(), champion.confusion()), TestSection::row)))
                .withId("per-class");
    }

    private static DomContent row(ClassFigures figures) {
        return tr(
                th(figures.label()).attr("scope", "row"),
                Html.number(Show.count(figures.examples()), figures.examples()),
                Html.number(Show.percent(figures.precision()), figures.precision()),
                Html.number(Show.percent(figures.recall()), figures.recall()),
                Html.number(Show.percent(figures.f1()), figures.f1()),
                td(figures.confusedWith()));
    }

    private static DomContent matrix(Champion champion) {
        List<DomContent> rows = new ArrayList<>();
        for (int truth = 0; truth < champion.labels().size(); truth++) {
            rows.add(matrixRow(champion, truth));
        }
        return table(
                        Html.caption("True class by predicted class"),
                        thead(tr(
                                td(),
                                each(
                                        champion.labels(),
                                        name -> th(div(span(name))).attr("scope", "col")))),
                        tbody().with(rows))
                .withId("confusion")
                .withClass("matrix");
    }

    private static DomContent matrixRow(Champion champion, int truth) {
        List<Integer> counts = champion.confusion().get(truth);
        int total = counts.stream().mapToInt(Integer::intValue).sum();
        List<DomContent> cells = new ArrayList<>();
        cells.add(th(champion.labels().get(truth)).attr("scope", "row"));
        for (int said = 0; said < counts.size(); said++) {
            cells.add(cell(counts.get(said), total, said == truth));
        }
        return tr().with(cells);
    }

    private static TdTag cell(int count, int total, boolean right) {
        if (count == 0) {
            return td("·").withClass("zero");
        }
        return td(Show.count(count))
                .withClass(right ? "right" : "wrong")
                .withStyle(String.format(Locale.ROOT, "--share:%.3f", Math.sqrt((double) count / total)));
    }
}
