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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads JSON Lines: one object a line, blank lines skipped. Numbers and booleans are taken as their text. */
final class JsonLines {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final TextFile file;
    private final Columns columns;
    private final RowMistakes mistakes;

    JsonLines(TextFile file, Columns columns, RowMistakes mistakes) {
        this.file = file;
        this.columns = columns;
        this.mistakes = mistakes;
    }

    /** The rows without mistakes; the others' are added. */
    List<LabelledText> read() throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        try (BufferedReader reader = file.open()) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    parse(line, number).ifPresent(texts::add);
                }
            }
        }
        return texts;
    }

    private Optional<LabelledText> parse(String line, long number) {
        JsonNode object;
        try {
            object = READER.readTree(line);
        } catch (JsonProcessingException e) {
            return fault(number, "is not valid JSON: " + e.getOriginalMessage());
        }
        if (!object.isObject()) {
            String example = columns.names().stream()
                    .map(name -> "\"" + name + "\": \"...\"")
                    .collect(Collectors.joining(", ", "{", "}"));
            return fault(number, "must be a JSON object like " + example);
        }
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        Optional<String> missing = columns.missing(keys);
        if (missing.isPresent()) {
            return fault(number, missing.get());
        }
        Map<String, String> row = new HashMap<>();
        for (String name : columns.names()) {
            JsonNode value = object.path(name);
            if (value.isContainerNode()) {
                return fault(number, "'" + name + "' must be text, a number or a boolean, got " + value.getNodeType());
            }
            row.put(name, value.isNull() ? "" : value.asText());
        }
        return columns.read(row, mistakes, number);
    }

    private Optional<LabelledText> fault(long line, String what) {
        mistakes.add(line, what);
        return Optional.empty();
    }
}
