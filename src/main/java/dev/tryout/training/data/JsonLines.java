package dev.tryout.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON Lines: one object a line, blank lines skipped. Numbers and booleans are taken as their text. */
final class JsonLines {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final TextFile file;
    private final Columns columns;

    JsonLines(TextFile file, Columns columns) {
        this.file = file;
        this.columns = columns;
    }

    List<LabelledText> read() throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        try (BufferedReader reader = file.open()) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    texts.add(parse(line, number));
                }
            }
        }
        return texts;
    }

    private LabelledText parse(String line, long number) {
        JsonNode object;
        try {
            object = READER.readTree(line);
        } catch (JsonProcessingException e) {
            throw file.failure(number, "is not valid JSON: " + e.getOriginalMessage());
        }
        if (!object.isObject()) {
            throw file.failure(
                    number,
                    "must be a JSON object like {\"" + columns.text() + "\": \"...\", \"" + columns.label()
                            + "\": \"...\"}");
        }
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        columns.require(keys, file, number);
        return columns.pair(
                scalar(object, columns.text(), number), scalar(object, columns.label(), number), file, number);
    }

    private String scalar(JsonNode object, String key, long number) {
        JsonNode value = object.path(key);
        if (value.isContainerNode()) {
            throw file.failure(number, "'" + key + "' must be text, a number or a boolean, got " + value.getNodeType());
        }
        return value.isNull() ? "" : value.asText();
    }
}
