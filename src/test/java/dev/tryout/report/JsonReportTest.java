package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Objects whose keys are names from the study, not fields of the format. */
    private static final Set<String> OPEN_OBJECTS =
            Set.of("configuration", "metrics", "test_metrics", "test_intervals", "versions", "when", "trials_by_state");

    @Test
    void holdsEveryTrialWithItsMeasurementsAndAttempts() throws IOException {
        JsonNode trials = document(SampleStudies.everyState()).path("trials");
        assertThat(trials).hasSize(9);
        JsonNode second = trials.get(1);
        assertThat(second.path("trial").asInt()).isEqualTo(2);
        assertThat(second.path("measurements")).hasSize(4);
        assertThat(second.path("measurements")
                        .get(1)
                        .path("metrics")
                        .path("accuracy")
                        .asDouble())
                .isEqualTo(0.68);
        assertThat(second.path("spans")).hasSize(2);
        assertThat(second.path("spans").get(0).path("interrupted").asBoolean()).isTrue();
        assertThat(second.path("spans").get(1).path("interrupted").asBoolean()).isFalse();
    }

    @Test
    void writesNullWhereANumberIsNotFinite() throws IOException {
        JsonNode failed = document(SampleStudies.everyState()).path("trials").get(4);
        assertThat(failed.path("measurements")
                        .get(1)
                        .path("metrics")
                        .path("accuracy")
                        .isNull())
                .isTrue();
        assertThat(document(SampleStudies.everyState())
                        .path("trials")
                        .get(8)
                        .path("score")
                        .isNull())
                .isTrue();
    }

    @Test
    void addsUpWhatWasSpentAndSaved() throws IOException {
        JsonNode document = document(SampleStudies.everyState());
        assertThat(document.path("spent").path("epochs").asInt()).isEqualTo(19);
        assertThat(document.path("spent")
                        .path("trials_by_state")
                        .path("complete")
                        .asInt())
                .isEqualTo(3);
        assertThat(document.path("saved").path("by_scheduler").path("epochs").asInt())
                .isEqualTo(7);
    }

    @Test
    void hasNoFieldThatTheGuideDoesNotExplain() throws IOException {
        Set<String> fields = new TreeSet<>();
        collect(document(SampleStudies.wordnet()), fields);
        collect(document(SampleStudies.everyState()), fields);
        collect(document(SampleStudies.edited()), fields);
        assertThat(fields).contains("edits", "at_ms", "changes");
        String guide = Files.readString(Path.of("docs/guides/report-files.md"));
        assertThat(fields).allSatisfy(field -> assertThat(guide).contains("`" + field + "`"));
    }

    @Test
    void theEmbeddedFormSaysTheSameInFewerCharacters() throws IOException {
        ReportModel model = ReportModel.of(SampleStudies.hostile(), SampleStudies.context());
        String embedded = JsonReport.embedded(model);
        assertThat(embedded).doesNotContain("<", ">", "&", "\u2028", "\n");
        assertThat(MAPPER.readTree(embedded)).isEqualTo(MAPPER.readTree(JsonReport.render(model)));
    }

    @Property
    void escapingKeepsAnyTextAndLeavesNothingThatHtmlWouldRead(@ForAll String text) throws JsonProcessingException {
        String escaped = JsonReport.escape(MAPPER.writeValueAsString(text + "</script>&\u2028\u2029<!--"));
        assertThat(escaped).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(MAPPER.readValue(escaped, String.class)).isEqualTo(text + "</script>&\u2028\u2029<!--");
    }

    private static JsonNode document(dev.tryout.study.StudyView study) throws JsonProcessingException {
        return MAPPER.readTree(JsonReport.render(ReportModel.of(study, SampleStudies.context())));
    }

    private static void collect(JsonNode node, Set<String> fields) {
        node.properties().forEach(field -> {
            fields.add(field.getKey());
            if (!OPEN_OBJECTS.contains(field.getKey())) {
                collect(field.getValue(), fields);
            }
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, fields));
        }
    }
}
