package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The JSON schema that editors use, which is also the one that study files are checked against. */
final class StudySchema {
    private static final String RESOURCE = "study.schema.json";
    private static final JsonNode JSON = json();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON);

    private StudySchema() {}

    /**
     * One thing that the schema says against a file.
     *
     * @param keyword the schema's keyword
     * @param path the part of the file
     * @param property the key that is unknown, missing or misnamed; empty for other keywords
     * @param described the schema nodes around the keyword, innermost first
     * @param nested whether it is only a part of another violation: of one branch of a oneOf
     */
    record Violation(String keyword, List<String> path, String property, List<JsonNode> described, boolean nested) {
        /** What the schema says about this part of the file, such as its title. */
        String text(String key) {
            return described.stream()
                    .map(node -> node.path(key))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
        }

        /** The innermost schema node's own value of the keyword. */
        JsonNode value() {
            return described.get(0).path(keyword);
        }
    }

    static SchemaGuide guide() {
        return new SchemaGuide(JSON, JSON);
    }

    static List<Violation> violations(JsonNode content) {
        return SCHEMA.validate(content).stream().map(StudySchema::violation).toList();
    }

    private static Violation violation(Error error) {
        List<String> location = names(error.getSchemaLocation().getFragment());
        List<JsonNode> described = IntStream.iterate(location.size() - 1, length -> length >= 0, length -> length - 1)
                .mapToObj(length -> JSON.at(pointer(location.subList(0, length))))
                .toList();
        List<String> evaluated = names(error.getEvaluationPath());
        int oneOf = evaluated.lastIndexOf("oneOf");
        return new Violation(
                error.getKeyword(),
                names(error.getInstanceLocation()),
                Objects.requireNonNullElse(error.getProperty(), ""),
                described,
                oneOf >= 0 && oneOf < evaluated.size() - 1);
    }

    private static List<String> names(NodePath path) {
        return IntStream.range(0, path.getNameCount())
                .mapToObj(i -> String.valueOf(path.getElement(i)))
                .toList();
    }

    private static String pointer(List<String> names) {
        StringBuilder pointer = new StringBuilder();
        names.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    private static JsonNode json() {
        try (InputStream in = StudySchema.class.getResourceAsStream(RESOURCE)) {
            return new JsonMapper().readTree(Objects.requireNonNull(in, RESOURCE + " is not on the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
