package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tryout.sampler.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The schema that is shipped for editors says what the reader says, as far as a schema can. */
class StudySchemaTest {
    static final List<Path> SHIPPED = StudyTexts.SHIPPED;

    private static List<StudySchema.Violation> violations(String text) throws IOException {
        return StudySchema.violations(new YAMLMapper().readTree(text));
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void acceptsTheShippedFiles(Path file) throws IOException {
        assertThat(violations(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shippedFilesAreGoodAndPointEditorsToIt(Path file) throws IOException {
        assertThat(StudyFile.read(file).study().name())
                .isEqualTo(file.getFileName().toString().replace(".yaml", ""));
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=study.schema.json\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1 | version: 2 | const",
                "study: nouns | study: a/b | pattern",
                "study: nouns | colour: red | additionalProperties",
                "seed: 7 | seed: -1 | minimum",
                "seed: 7 | seed: 1.5 | type",
                "method: tpe | method: anneal | enum",
                "goal: maximize | aim: up | additionalProperties",
                "type: asha | type: hyperbrand | enum",
                "time: 10m | time: 10 minutes | pattern",
                "trials: 8, time: 10m | | minProperties",
                "min: 1e-5, max: 1e-2, scale: log | min: 1 | oneOf",
                "[16, 32, 64] | [16, 16] | uniqueItems",
                "[16, 32, 64] | [] | minItems",
                "momentum: | 1x: | propertyNames",
                "when: {optimizer: sgd} | when: {} | minProperties",
                "source: wordnet-nouns | file: a.csv, source: wordnet-nouns | oneOf",
                "examples: 400 | label: kind | dependentRequired",
                "examples: 400 | validation: 1 | exclusiveMaximum"
            })
    void refuses(String good, String bad, String keyword) throws IOException {
        assertThat(StudyTexts.TASK).contains(good);
        assertThat(violations(StudyTexts.TASK.replace(good, bad == null ? "" : bad)))
                .extracting(StudySchema.Violation::keyword)
                .contains(keyword);
    }

    @Test
    void tellsEditorsWhatEachKeyIsFor() {
        List<String> bare = new ArrayList<>();
        collect(StudySchema.guide().root(), "", bare);
        assertThat(bare).isEmpty();
    }

    private static void collect(JsonNode node, String path, List<String> bare) {
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            boolean refers = property.getValue().has("$ref");
            if (!property.getValue().has("description")
                    || !(refers || property.getValue().has("title"))) {
                bare.add(path + "/" + property.getKey());
            }
            collect(property.getValue(), path + "/" + property.getKey(), bare);
        }
        node.path("$defs").properties().forEach(entry -> collect(entry.getValue(), "$" + entry.getKey(), bare));
    }

    @Test
    void listsTheMethodsAndParametersThereAre() {
        JsonNode properties = StudySchema.guide().root().path("properties");
        assertThat(StreamSupport.stream(properties.at("/method/enum").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(Method.spellings());
        assertThat(properties.at("/parameters/properties").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(KnownParameters.names());
    }
}
