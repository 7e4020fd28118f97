package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.StudyView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    static Stream<StudyView> studies() {
        return Stream.of(
                SampleStudies.empty(),
                SampleStudies.oneTrial(),
                SampleStudies.allFailed(),
                SampleStudies.everyState(),
                SampleStudies.edited(),
                SampleStudies.wordnet(),
                SampleStudies.tradeOff(),
                SampleStudies.hostile());
    }

    @ParameterizedTest
    @MethodSource("studies")
    void headingsNeverSkipALevel(StudyView study) {
        int before = 0;
        for (String level : found(markup(study), "<h([1-6])[ >]")) {
            assertThat(Integer.parseInt(level)).isLessThanOrEqualTo(before + 1);
            before = Integer.parseInt(level);
        }
        assertThat(before).isPositive();
    }

    @ParameterizedTest
    @MethodSource("studies")
    void idsAreUniqueAndLinksLeadToThem(StudyView study) {
        String markup = markup(study);
        List<String> ids = found(markup, " id=\"([^\"]*)\"");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(found(markup, " href=\"([^\"]*)\""))
                .allSatisfy(link -> assertThat(ids).contains(link.replaceFirst("^#", "")));
        assertThat(found(markup, " aria-(?:labelledby|describedby)=\"([^\"]*)\""))
                .isSubsetOf(ids);
    }

    @ParameterizedTest
    @MethodSource("studies")
    void refersToNothingOutsideTheFile(StudyView study) {
        assertThat(markup(study)).doesNotContain(" src=\"", "<link", "<iframe", "url(", "@import");
        assertThat(markup(study)).contains("default-src &#x27;none&#x27;");
    }

    @Test
    void showsHostileTextAsText() {
        String page = page(SampleStudies.hostile()).replace(Resources.text("echarts.min.js"), "");
        assertThat(page).doesNotContain(SampleStudies.HOSTILE).doesNotContain("<img");
        assertThat(found(page, "(?i)(<script)")).hasSize(3);
        assertThat(found(page, "(?i)(</script>)")).hasSize(3);
        assertThat(page).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void theScriptsCannotEndTheirElement() {
        for (String name : List.of(
                "echarts.min.js",
                "theme.js",
                "table.js",
                "history.js",
                "curves.js",
                "importance.js",
                "pareto.js",
                "parameters.js",
                "timeline.js",
                "page.js")) {
            assertThat(Resources.text(name).toLowerCase(java.util.Locale.ROOT)).doesNotContain("</script", "<!--");
        }
    }

    @Test
    void namesTheChampionFirst() {
        String markup = markup(SampleStudies.wordnet());
        assertThat(markup.indexOf("Champion: trial")).isBetween(0, markup.indexOf("id=\"leaderboard\""));
        assertThat(markup).contains("Validation accuracy", "Test accuracy", "95 %: ", "/home/ada/tryout");
    }

    @Test
    void listsEveryEdit() {
        assertThat(markup(SampleStudies.edited()))
                .contains("UTC: budget.trials: 500 -&gt; 600", ": 1e-5 to 0.003 -&gt; 1e-4 to 0.01");
    }

    @Test
    void listsEveryFailureWithItsWholeMessage() {
        assertThat(markup(SampleStudies.allFailed()))
                .contains("line 1: no such file", "line 2: no such file", "line 3: no such file");
    }

    /** The page without its scripts, data and style. */
    private static String markup(StudyView study) {
        return page(study).replaceAll("(?s)<script.*?</script>", "").replaceAll("(?s)<style.*?</style>", "");
    }

    private static String page(StudyView study) {
        return HtmlReport.render(ReportModel.of(study, SampleStudies.context()));
    }

    private static List<String> found(String text, String pattern) {
        return new ArrayList<>(Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList());
    }
}
