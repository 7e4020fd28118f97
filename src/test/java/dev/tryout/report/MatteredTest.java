package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.tryout.insight.Importance;
import dev.tryout.study.StudyView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatteredTest {
    private static final ReportModel HUNDREDS = model(SampleStudies.hundreds());

    @Test
    void namesWhatMatteredMostImportantFirst() {
        assertThat(HtmlReport.render(HUNDREDS))
                .containsPattern("What mattered, the most important first: learning_rate \\(\\d+ %\\), "
                        + "freeze_depth \\(\\d+ %\\), optimizer \\(\\d+ %\\)\\. "
                        + "The others can not be told apart from noise by these 490 trials\\.");
    }

    @Test
    void saysWhichValuesWereBest() {
        String table = ImportanceTable.table(HUNDREDS).render();
        assertThat(table.indexOf("learning_rate")).isLessThan(table.indexOf("freeze_depth"));
        assertThat(table).contains(">adamw<", ">0 to 3<", "not told apart from noise");
    }

    @Test
    void saysWhatWasCompared() {
        assertThat(HtmlReport.render(HUNDREDS)).contains("Compared are the 490 of 500 trials that reached epoch 1");
    }

    @Test
    void saysFromWhichEpochOnTheOrderStood() {
        assertThat(Ranks.sentence(HUNDREDS))
                .startsWith("The order of the 12 trials that reached epoch 8 was settled after epoch 1");
    }

    @Test
    void saysWhereThereAreTooFewTrials() {
        ReportModel model = model(SampleStudies.everyState());
        assertThat(HtmlReport.render(model)).contains("Too few trials to say which parameters matter: it takes 12");
        assertThat(Ranks.sentence(model)).startsWith("Too few trials");
    }

    @Test
    void tellsWhereEachTrialIsFrom() {
        assertThat(HtmlReport.render(HUNDREDS)).contains("Sobol point 3", ">tpe<");
        assertThat(CsvReport.render(HUNDREDS)).contains(",Sobol point 3,,3,0,\r\n");
        assertThat(JsonReport.render(HUNDREDS)).contains("\"note\" : \"Sobol point 3\"");
    }

    @Test
    void theTableOfParametersHasARowEach() throws IOException {
        List<Map<String, String>> rows = parameters(HUNDREDS);
        assertThat(rows)
                .extracting(row -> row.get("parameter"))
                .containsExactlyElementsOf(HUNDREDS.insights().importances().stream()
                        .map(Importance::parameter)
                        .toList());
        assertThat(rows.get(0)).containsEntry("matters", "true").containsEntry("compared_trials", "490");
        assertThat(Double.parseDouble(rows.get(0).get("best_min"))).isBetween(1e-4, 1e-3);
        assertThat(rows.get(4)).containsEntry("best_values", "adamw").containsEntry("best_min", "");
        assertThat(parameters(model(SampleStudies.everyState()))).isEmpty();
    }

    private static ReportModel model(StudyView study) {
        return ReportModel.of(study, SampleStudies.context());
    }

    private static List<Map<String, String>> parameters(ReportModel model) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(CsvParameters.render(model))) {
            return rows.readAll();
        }
    }
}
