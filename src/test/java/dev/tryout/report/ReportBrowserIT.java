package dev.tryout.report;

import static dev.tryout.report.SampleStudies.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.study.StudyView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser: it draws, sorts, follows width and colours, and no script stumbles. */
class ReportBrowserIT {
    private static final int DESKTOP = 1280;
    private static final int PHONE = 400;
    private static final int HEIGHT = 900;
    private static final long SHEET = 680;

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> looks() {
        return Stream.of(
                        SampleStudies.empty(),
                        SampleStudies.oneTrial(),
                        SampleStudies.allFailed(),
                        SampleStudies.everyState(),
                        SampleStudies.wordnet(),
                        SampleStudies.hundreds(),
                        SampleStudies.tradeOff(),
                        SampleStudies.threeMetrics(),
                        SampleStudies.hostile())
                .flatMap(study -> Stream.of(DESKTOP, PHONE)
                        .flatMap(width -> Stream.of(true, false).map(dark -> Arguments.of(study, width, dark))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("looks")
    void drawsWithoutErrorAndWithoutSidewaysScroll(StudyView study, int width, boolean dark) throws IOException {
        open(study, width, dark);
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
        assertThat(browser.script("return [...document.querySelectorAll('.chart')]"
                        + ".filter((chart) => !chart.querySelector('svg path')).map((chart) => chart.id)"))
                .isEqualTo(List.of());
        String background = String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"));
        assertThat(background).isEqualTo(dark ? "rgb(17, 20, 24)" : "rgb(247, 247, 245)");
    }

    @Test
    void sortsByClick() throws IOException {
        open(SampleStudies.wordnet(), DESKTOP, false);
        int column = column("Trial");
        WebElement button = browser.find("#trials thead th:nth-child(" + column + ") button");
        List<String> ranked = cells(column);
        assertThat(ranked).isNotEqualTo(trials(24));
        button.click();
        assertThat(cells(column)).isEqualTo(trials(24));
        assertThat(sortOf(column)).isEqualTo("ascending");
        button.click();
        assertThat(cells(column).get(0)).isEqualTo("24");
        assertThat(sortOf(column)).isEqualTo("descending");
        assertThat(sortOf(1)).isEqualTo("null");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void sortsByKeyboard() throws IOException {
        open(SampleStudies.hundreds(), DESKTOP, false);
        int column = column("learning_rate");
        WebElement button = browser.find("#trials thead th:nth-child(" + column + ") button");
        browser.press(button, Keys.ENTER);
        List<Double> rates = cells(column).stream().map(Double::valueOf).toList();
        assertThat(rates).hasSize(500).isSorted();
        browser.press(button, Keys.SPACE);
        List<Double> falling = cells(column).stream().map(Double::valueOf).toList();
        assertThat(falling.get(0)).isEqualTo(rates.get(499));
        assertThat(sortOf(column)).isEqualTo("descending");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void keepsEmptyCellsLastEitherWay() throws IOException {
        open(SampleStudies.everyState(), DESKTOP, false);
        int column = column("momentum");
        WebElement button = browser.find("#trials thead th:nth-child(" + column + ") button");
        button.click();
        assertThat(cells(column)).startsWith("0.9", "0.9", "–").endsWith("–");
        button.click();
        assertThat(cells(column)).startsWith("0.9", "0.9", "–").endsWith("–");
    }

    @Test
    void filtersByWhatARowSays() throws IOException {
        open(SampleStudies.everyState(), DESKTOP, false);
        browser.find("#filter").sendKeys("pruned rung");
        assertThat(browser.script("return [...document.querySelectorAll('#trials tbody tr')]"
                        + ".filter((row) => !row.hidden).map((row) => row.dataset.trial)"))
                .isEqualTo(List.of("3"));
        assertThat(browser.find("#shown").getText()).isEqualTo("1 of 9 trials");
    }

    @Test
    void theHistoryIsTheBestScoreUpToEachTrial() throws IOException {
        open(SampleStudies.everyState(), DESKTOP, false);
        assertThat(browser.script("return " + option("history") + ".series[0].data.map((point) => point[1])"))
                .isEqualTo(IntStream.rangeClosed(1, 9).mapToObj(trial -> 0.76).toList());
        assertThat(browser.script("return " + option("history-epochs") + ".series[0].data.map((point) => point[0])"))
                .isEqualTo(List.of(1L, 2L, 3L, 4L, 19L));
    }

    @Test
    void aScoreFarBetterThanTheOthersIsShownAndOneFarWorseIsNot() throws IOException {
        StudyBuilder study = SampleStudies.builder("far");
        double[] scores = {0.51, 0.5, 0.52, 0.98, 0.5, 0.51, 0.02};
        for (int trial = 1; trial <= scores.length; trial++) {
            study.run(configuration(1e-3 * trial, 32, 1, 0, "adamw"), "worker-1", scores[trial - 1])
                    .complete(trial, "");
        }

        open(study.view(), DESKTOP, false);

        for (String chart : List.of("history", "curves")) {
            assertThat(((Number) browser.script("return " + option(chart) + ".yAxis[0].max")).doubleValue())
                    .as(chart)
                    .isGreaterThan(0.98);
            assertThat(((Number) browser.script("return " + option(chart) + ".yAxis[0].min")).doubleValue())
                    .as(chart)
                    .isGreaterThan(0.02);
        }
    }

    @Test
    void everyMeasuredTrialHasItsCurve() throws IOException {
        open(SampleStudies.hundreds(), DESKTOP, false);
        long measured = SampleStudies.hundreds().trials().stream()
                .filter(trial -> !trial.measurements().isEmpty())
                .count();
        String dots = option("curves") + ".series.filter((series) => series.type === 'scatter')";
        assertThat(browser.script("return " + dots + ".reduce((sum, series) => sum + series.data.length, 0)"))
                .isEqualTo(measured);
        assertThat(browser.script("return " + dots + ".map((series) => series.name).at(-1)"))
                .isEqualTo("Champion");
    }

    @Test
    void theCurvesFollowTheChosenMetric() throws IOException {
        open(SampleStudies.wordnet(), DESKTOP, false);
        Object accuracy = browser.script("return " + option("curves") + ".yAxis[0].max");
        browser.script("const metric = document.getElementById('curve-metric'); metric.value = 'loss';"
                + " metric.dispatchEvent(new Event('change'))");
        assertThat(browser.script("return " + option("curves") + ".yAxis[0].max"))
                .isNotEqualTo(accuracy);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aParameterOnALogScaleHasALogAxis() throws IOException {
        open(SampleStudies.wordnet(), DESKTOP, false);
        assertThat(browser.script("return " + option("parameter-0") + ".xAxis[0].type"))
                .isEqualTo("log");
        assertThat(browser.script("return " + option("parallel") + ".parallelAxis.map((axis) => axis.name).at(-1)"))
                .isEqualTo("accuracy");
    }

    @Test
    void theLineOfTheFrontStepsFromTrialToTrial() throws IOException {
        open(SampleStudies.tradeOff(), DESKTOP, false);
        String line = option("pareto-0-1") + ".series[0].data";
        long front = browser.texts("#pareto tbody tr").size();
        assertThat(front).isGreaterThan(2);
        assertThat(browser.script("return " + line + ".length")).isEqualTo(2 * front - 1);
        assertThat(browser.script("const line = " + line + "; return line.every((point, i) => i === 0"
                        + " || point[0] === line[i - 1][0] || point[1] === line[i - 1][1])"))
                .isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void marksTheInterruptedAttempts() throws IOException {
        open(SampleStudies.everyState(), DESKTOP, false);
        assertThat(
                        browser.script(
                                "return " + option("timeline-chart")
                                        + ".series.find((series) => series.name === 'Interrupted').data.map((item) => item.entry.trial.trial)"))
                .isEqualTo(List.of(2L, 6L, 7L));
    }

    @Test
    void chartsFollowTheColourSchemeWhenItChanges() throws IOException {
        open(SampleStudies.wordnet(), DESKTOP, false);
        String colour = "return " + option("history") + ".textStyle.color.toLowerCase()";
        assertThat(browser.script(colour)).isEqualTo("#1b1f24");
        browser.look(DESKTOP, HEIGHT, true);
        browser.settle();
        assertThat(browser.script(colour)).isEqualTo("#e6e8eb");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void printsInLightColoursAsWideAsASheet() throws IOException {
        open(SampleStudies.wordnet(), DESKTOP, true);
        browser.script("dispatchEvent(new Event('beforeprint'))");
        assertThat((Long) browser.script("return Math.max(...[...document.querySelectorAll('.chart > div')]"
                        + ".map((chart) => chart.clientWidth))"))
                .isLessThanOrEqualTo(SHEET);
        assertThat(browser.script("return " + option("history") + ".textStyle.color.toLowerCase()"))
                .isEqualTo("#1b1f24");
        browser.script("dispatchEvent(new Event('afterprint'))");
        assertThat(browser.script("return " + option("history") + ".textStyle.color.toLowerCase()"))
                .isEqualTo("#e6e8eb");
    }

    @Test
    void textIsReadableInBothColours() throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            open(SampleStudies.everyState(), DESKTOP, dark);
            for (String name : List.of("ink", "quiet", "link", "champion", "complete", "failed", "running", "paused")) {
                assertThat(contrast(name)).as("%s, dark: %s", name, dark).isGreaterThan(4.5);
            }
        }
    }

    @Test
    void hostileTextReachesTooltipsAsText() throws IOException {
        open(SampleStudies.hostile(), DESKTOP, false);
        browser.script("for (const chart of document.querySelectorAll('.chart')) {"
                + " const instance = echarts.getInstanceByDom(chart);"
                + " instance.getOption().series.forEach((series, seriesIndex) => ['scatter', 'custom'].includes(series.type)"
                + " && series.data.forEach((item, dataIndex) =>"
                + " instance.dispatchAction({type: 'showTip', seriesIndex, dataIndex}))); }");
        browser.settle();
        assertThat(browser.script("return document.querySelectorAll('img').length"))
                .isEqualTo(0L);
        assertThat(browser.script("return [...document.querySelectorAll('.chart > div')]"
                        + ".some((tip) => tip.textContent.includes('Trial '))"))
                .isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysHowToGetChromiumWhereThereIsNone() {
        assertThatThrownBy(() ->
                        Browser.executable("tryout.no-such-property", "TRYOUT_NO_SUCH_VARIABLE", "/no/such/chromium"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/no/such/chromium")
                .hasMessageContaining("apt-get install chromium chromium-driver");
    }

    private static void open(StudyView study, int width, boolean dark) throws IOException {
        ReportFiles files = ReportWriter.write(study, SampleStudies.context(), folder.resolve("reports"));
        browser.look(width, HEIGHT, dark);
        browser.open(files.html());
        browser.settle();
    }

    private static String option(String chart) {
        return "echarts.getInstanceByDom(document.getElementById('" + chart + "')).getOption()";
    }

    private static int column(String label) {
        return browser.texts("#trials thead th").indexOf(label) + 1;
    }

    private static List<String> cells(int column) {
        return browser.texts("#trials tbody tr > :nth-child(" + column + ")");
    }

    private static String sortOf(int column) {
        return String.valueOf(browser.script(
                "return document.querySelector('#trials thead th:nth-child(' + arguments[0] + ')').getAttribute('aria-sort')",
                column));
    }

    private static List<String> trials(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    /** The contrast of a named colour on the page's background (WCAG 2.2, relative luminance). */
    private static double contrast(String name) {
        String colours = String.valueOf(browser.script(
                "const style = getComputedStyle(document.documentElement);"
                        + " return style.getPropertyValue(arguments[0]).trim() + style.getPropertyValue('--page').trim()",
                "--" + name));
        double one = luminance(colours.substring(1, 7));
        double other = luminance(colours.substring(8, 14));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double luminance = 0;
        for (int k = 0; k < weights.length; k++) {
            double channel = Integer.parseInt(hex.substring(2 * k, 2 * k + 2).toLowerCase(Locale.ROOT), 16) / 255.0;
            luminance += weights[k] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return luminance;
    }
}
