package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.Pareto;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParetoSectionTest {
    private static final ReportModel TWO = ReportModel.of(SampleStudies.tradeOff(), SampleStudies.context());

    @Test
    void theFrontIsWhatNothingDominates() {
        List<TrialRow> placed =
                TWO.rows().stream().filter(row -> row.front() != null).toList();
        assertThat(placed).hasSize(TWO.ranked().size());
        for (TrialRow row : placed) {
            boolean dominated = placed.stream().anyMatch(other -> Pareto.dominates(losses(other), losses(row)));
            assertThat(Objects.equals(row.front(), 1)).isEqualTo(!dominated);
        }
    }

    @Test
    void listsTheFrontByTheFirstMetric() {
        List<String> front = TWO.ranked().stream()
                .filter(row -> Objects.equals(row.front(), 1))
                .sorted((a, b) -> Double.compare(b.score(), a.score()))
                .map(row -> Show.score(row.score()))
                .toList();
        String section = ParetoSection.section(TWO).get(0).content().render();
        int at = 0;
        for (String score : front) {
            assertThat(section.indexOf(score, at)).isGreaterThanOrEqualTo(at);
            at = section.indexOf(score, at);
        }
        assertThat(section)
                .contains(front.size() + " of the " + TWO.ranked().size() + " trials with a value of each metric");
    }

    @Test
    void hasAChartForEachPairOfMetrics() {
        ReportModel three = ReportModel.of(SampleStudies.threeMetrics(), SampleStudies.context());
        assertThat(ParetoSection.section(three).get(0).content().render())
                .contains("id=\"pareto-0-1\"", "id=\"pareto-0-2\"", "id=\"pareto-1-2\"");
    }

    @Test
    void thereIsNoneForOneMetric() {
        ReportModel one = ReportModel.of(SampleStudies.wordnet(), SampleStudies.context());
        assertThat(ParetoSection.section(one)).isEmpty();
        assertThat(one.rows()).allSatisfy(row -> assertThat(row.front()).isNull());
    }

    @Test
    void theFilesNameMetricsAndFronts() {
        assertThat(JsonReport.render(TWO)).contains("\"objectives\" : [ {", "\"front\" : 1", "\"front\" : 2");
        Stream<String> lines = CsvReport.render(TWO).lines();
        assertThat(lines).anyMatch(line -> line.endsWith(",1,30,0,")).anyMatch(line -> line.endsWith(",2,19,0,"));
    }

    private static double[] losses(TrialRow row) {
        return Pareto.losses(row.trial(), TWO.objectives());
    }
}
