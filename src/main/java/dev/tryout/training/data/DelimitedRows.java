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
import java.util.List;

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
    private final CsvSchema schema;

    DelimitedRows(TextFile file, Columns columns, CsvSchema schema) {
        this.file = file;
        this.columns = columns;
        this.schema = schema;
    }

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
            columns.require(header, file, line);
            int textAt = only(header, columns.text());
            int labelAt = only(header, columns.label());
            while (rows.hasNextValue()) {
                line = rows.getCurrentLocation().getLineNr();
                String[] row = rows.nextValue();
                requireAsWideAs(header, row, line);
                texts.add(columns.pair(row[textAt], row[labelAt], file, line));
            }
        } catch (JsonProcessingException e) {
            throw file.failure(
                    line,
                    "the row that begins here is not valid: " + e.getOriginalMessage()
                            + "; close every quote, and double one within quotes");
        }
        return texts;
    }

    private void requireAsWideAs(List<String> header, String[] row, long line) {
        if (row.length != header.size()) {
            throw file.failure(
                    line,
                    "has " + row.length + " values, the header " + header.size()
                            + "; put quotes around a value that holds a separator");
        }
    }

    private int only(List<String> header, String column) {
        int at = header.indexOf(column);
        if (header.lastIndexOf(column) != at) {
            throw file.failure(1, "has two columns named '" + column + "'; rename one");
        }
        return at;
    }
}
