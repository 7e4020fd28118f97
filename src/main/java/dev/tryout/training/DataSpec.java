package dev.tryout.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Examples of a task and how they are split.
 *
 * @param source one of {@link #SOURCES}, or null where a file is named
 * @param file a CSV, TSV or JSONL file, or null where a source is named; relative to the study file when written, absolute
 *     once resolved
 * @param textColumn the column or key that holds the text
 * @param pairColumn the one that holds the second text of a pair, or null where texts stand alone
 * @param labelColumn the column or key that holds the label, or the number of a regression
 * @param examples how many examples to draw by seed, or null for all
 * @param validation the fraction of examples for validation
 * @param test the fraction of examples for the champion's test
 */
public record DataSpec(
        @Nullable String source,
        @Nullable String file,
        String textColumn,
        @Nullable String pairColumn,
        String labelColumn,
        @Nullable Integer examples,
        double validation,
        double test) {
    public static final String WORDNET_NOUNS = "wordnet-nouns";
    public static final String WORD_VALENCE = "word-valence";

    /** What is built in, and the task that it is for. */
    public static final Map<String, TaskType> SOURCES = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            WORDNET_NOUNS, TaskType.TEXT_CLASSIFICATION,
            WORD_VALENCE, TaskType.TEXT_REGRESSION)));

    public static final double DEFAULT_VALIDATION = 0.2;
    public static final double DEFAULT_TEST = 0.2;
}
