package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the schema says about one part of a study file.
 *
 * @param root the whole schema
 * @param node the part of it that describes this part of the file; missing where nothing does
 */
record SchemaGuide(JsonNode root, JsonNode node) {
    private static final Set<String> NOT_TEXT = Set.of("number", "integer", "boolean");

    /** What it says about the part under a key. */
    SchemaGuide at(String key) {
        JsonNode here = followed();
        JsonNode property = here.path("properties").path(key);
        return new SchemaGuide(root, property.isMissingNode() ? here.path("additionalProperties") : property);
    }

    /** What it says about a list's items. */
    SchemaGuide item() {
        return new SchemaGuide(root, followed().path("items"));
    }

    /** Whether a value that is neither a list nor a mapping must be text. */
    boolean wantsText() {
        JsonNode type = followed().path("type");
        List<String> types = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : Stream.of(type.asText()).toList();
        return types.contains("string") && types.stream().noneMatch(NOT_TEXT::contains);
    }

    private JsonNode followed() {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#") ? root.at(reference.substring(1)) : node.isObject() ? node : missing();
    }

    private static JsonNode missing() {
        return MissingNode.getInstance();
    }
}
