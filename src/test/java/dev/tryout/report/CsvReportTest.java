package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.tryout.study.StudyView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvReportTest {
    @Test
    void hasOneRowATrialInTheOrderOfTheLeaderboard() throws IOException {
        List<Map<String, String>> rows = rows(SampleStudies.everyState());
        assertThat(rows)
                .extracting(row -> row.get("trial"))
                .containsExactly("1", "4", "2", "7", "8", "6", "3", "9", "5");
        assertThat(rows).extracting(row -> row.get("rank")).containsExactly("1", "2", "3", "4", "5", "6", "7", "", "");
    }

    @Test
    void tellsOfATrialWhatTheColumnsSay() throws IOException {
        Map<String, String> second = rows(SampleStudies.everyState()).get(2);
        assertThat(second)
                .containsEntry("state", "complete")
                .containsEntry("score", "0.683")
                .containsEntry("config.learning_rate", "5.0E-4")
                .containsEntry("config.momentum", "")
                .containsEntry("epochs_trained", "4")
                .containsEntry("epochs_planned", "4")
                .containsEntry("best_epoch", "3")
                .containsEntry("metric.loss", "0.817")
                .containsEntry("worker_seconds", "32.0")
                .containsEntry("attempts", "2")
                .containsEntry("infrastructure_failures", "1")
                .containsEntry("worker", "worker-1");
        assertThat(Double.parseDouble(second.get("score_low"))).isLessThan(0.683);
    }

    @Test
    void isAHeaderAloneForAStudyWithoutTrials() throws IOException {
        assertThat(rows(SampleStudies.empty())).isEmpty();
    }

    @Test
    void guardsTextFromOutside() throws IOException {
        List<Map<String, String>> rows = rows(SampleStudies.hostile());
        assertThat(rows.get(0)).containsEntry("config.activation", "a,b\"c\nd");
        assertThat(rows.get(2)).containsEntry("config.activation", "'=1+1");
        assertThat(rows.get(2).get("reason")).startsWith("'=cmd()");
    }

    private static List<Map<String, String>> rows(StudyView study) throws IOException {
        String csv = CsvReport.render(ReportModel.of(study, SampleStudies.context()));
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            return rows.readAll();
        }
    }
}
