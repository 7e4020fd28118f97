package dev.tryout.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads rows under a header. Commas and quotes are those of RFC 4180; a tab-separated file has no quoting, as its media type
 * says, so a quote there is a character like any other. Empty lines are skipped.
 */
final class DelimitedRows {
    static final CsvSchema COMMAS = CsvSchema.emptySchema();
    static final CsvSchema TABS = COMMAS.withColumnSeparator('\t').withoutQuoteChar();

    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final TextFile file;
    private final Columns columns;
    private final RowMistakes mistakes;
    private final CsvSchema schema;

    DelimitedRows(TextFile file, Columns columns, RowMistakes mistakes, CsvSchema schema) {
        this.file = file;
        this.columns = columns;
        this.mistakes = mistakes;
        this.schema = schema;
    }

    /** The rows without mistakes; the others' are added. */
    List<LabelledText> read() throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        long line = 1;
        try (BufferedReader reader = file.open();
                MappingIterator<String[]> rows =
                        MAPPER.readerFor(String[].class).with(schema).readValues(reader)) {
            if (!rows.hasNextValue()) {
                return texts;
            }
            List<String> header =
                    Arrays.stream(rows.nextValue()).map(String::strip).toList();
            Map<String, Integer> places = places(header);
            while (rows.hasNextValue()) {
                line = rows.getCurrentLocation().getLineNr();
                String[] row = rows.nextValue();
                if (isAsWideAs(header, row, line)) {
                    Map<String, String> values = new HashMap<>();
                    places.forEach((name, place) -> values.put(name, row[place]));
                    columns.read(values, mistakes, line).ifPresent(texts::add);
                }
            }
        } catch (JsonProcessingException e) {
            mistakes.add(
                    line,
                    "the row that begins here is not valid: " + e.getOriginalMessage()
                            + "; close every quote, and double one within quotes");
        }
        return texts;
    }

    private boolean isAsWideAs(List<String> header, String[] row, long line) {
        if (row.length != header.size()) {
            mistakes.add(
                    line,
                    "has " + row.length + " values, the header " + header.size()
                            + "; put quotes around a value that holds a separator");
        }
        return row.length == header.size();
    }

    private Map<String, Integer> places(List<String> header) {
        columns.missing(header).ifPresent(missing -> {
            throw file.failure(1, missing);
        });
        Map<String, Integer> places = new HashMap<>();
        for (String name : columns.names()) {
            int at = header.indexOf(name);
            if (header.lastIndexOf(name) != at) {
                throw file.failure(1, "has two columns named '" + name + "'; rename one");
            }
            places.put(name, at);
        }
        return places;
    }
}
