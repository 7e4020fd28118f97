package dev.tryout.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.tryout.trial.PrefixUse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a study as one JSON document, for other programs and for the HTML report's charts. Field names are a file
 * format, explained in {@code docs/guides/report-files.md}: they may be added to, never changed. Numbers that are not finite
 * are null.
 */
final class JsonReport {
    /** The number of the format, raised where a reader would have to change. */
    static final int FORMAT = 1;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private JsonReport() {}

    /** The document, indented, for people and programs to read. */
    static String render(ReportModel model) {
        return write(model, true) + "\n";
    }

    /**
     * The document for a script element: no character that could end the element, open a comment or break a line of
     * JavaScript is left unescaped.
     */
    static String embedded(ReportModel model) {
        return escape(write(model, false));
    }

    static String escape(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String write(ReportModel model, boolean indented) {
        try {
            ObjectWriter writer = indented ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer();
            return writer.writeValueAsString(document(model));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report's data cannot be written as JSON", e);
        }
    }

    private static Map<String, @Nullable Object> document(ReportModel model) {
        List<Map<String, @Nullable Object>> trials = model.rows().stream()
                .sorted(Comparator.comparing(row -> row.trial().id()))
                .map(JsonTrial::of)
                .toList();
        return Fields.of("format", FORMAT)
                .and("study", JsonStudy.study(model))
                .and("parameters", JsonStudy.parameters(model.study().spec().space()))
                .and(
                        "constraints",
                        model.study().spec().space().constraints().stream()
                                .map(constraint -> constraint.text())
                                .toList())
                .and("spent", JsonStudy.spent(model))
                .and("saved", JsonStudy.saved(model.savings()))
                .and(
                        "prefix_cache",
                        JsonStudy.prefixCache(PrefixUse.of(model.study().trials())))
                .and("leader", model.leader().map(row -> row.trial().id()).orElse(null))
                .and("champion", JsonStudy.champion(model.study().champion()))
                .and("finals", JsonFinals.of(model))
                .and("insights", JsonInsights.of(model.insights()))
                .and("trials", trials)
                .and("versions", model.context().versions())
                .and("resolved_study", model.context().resolvedStudy())
                .map();
    }
}
