package dev.tryout.training;

import org.jspecify.annotations.Nullable;

/**
 * Labelled text and how it is split.
 *
 * @param source {@code wordnet-nouns}, or null where a file is named
 * @param file a CSV, TSV or JSONL file, or null where a source is named; relative to the study file when written, absolute
 *     once resolved
 * @param textColumn the column or key that holds the text
 * @param labelColumn the column or key that holds the label
 * @param examples how many examples to draw by seed, or null for all
 * @param validation the fraction of examples for validation
 * @param test the fraction of examples for the champion's test
 */
public record DataSpec(
        @Nullable String source,
        @Nullable String file,
        String textColumn,
        String labelColumn,
        @Nullable Integer examples,
        double validation,
        double test) {
    public static final String WORDNET_NOUNS = "wordnet-nouns";
    public static final double DEFAULT_VALIDATION = 0.2;
    public static final double DEFAULT_TEST = 0.2;
}
