package dev.tryout.training.data;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import dev.tryout.training.files.FilePlaces;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a source holds.
 *
 * @param name for people: the file's path, or what the built-in source is called
 */
record DataSource(String name, List<LabelledText> texts) {
    /** What each class of a file must have: one text for each part. */
    static final int MIN_TEXTS_PER_CLASS = 3;

    static DataSource read(TaskType type, DataSpec spec, FilePlaces places) {
        if (spec.source() != null && spec.file() != null) {
            throw new StudyFailure("data: name either a source or a file, not both");
        }
        if (type.hasPairs() != (spec.pairColumn() != null)) {
            throw new StudyFailure("data: " + type.spelling() + " reads "
                    + (type.hasPairs() ? "pairs, and text_pair is missing" : "single texts, and text_pair is there"));
        }
        if (spec.file() != null) {
            return readFile(spec.file(), type, Columns.of(type, spec), places);
        }
        String source = String.valueOf(spec.source());
        TaskType right = DataSpec.SOURCES.get(source);
        if (right == null) {
            throw new StudyFailure("data: there is no source '" + source + "'; there is '"
                    + String.join("' and '", DataSpec.SOURCES.keySet())
                    + "', or name a .csv, .tsv or .jsonl file with 'file:'");
        }
        if (right != type) {
            throw new StudyFailure(
                    "data: the source '" + source + "' is for " + right.spelling() + ", not for " + type.spelling());
        }
        return source.equals(DataSpec.WORD_VALENCE)
                ? new DataSource(WordValence.NAME, WordValence.read())
                : new DataSource(WordNetNouns.NAME, WordNetNouns.read());
    }

    private static DataSource readFile(String name, TaskType type, Columns columns, FilePlaces places) {
        Path named = path(name);
        Path path = places.find(named).orElse(named);
        String lowerCase = name.toLowerCase(Locale.ROOT);
        boolean commas = lowerCase.endsWith(".csv");
        boolean tabs = lowerCase.endsWith(".tsv");
        boolean jsonLines = lowerCase.endsWith(".jsonl") || lowerCase.endsWith(".ndjson");
        TextFile file = TextFile.checked(path, TextFile.MAX_BYTES);
        if (!commas && !tabs && !jsonLines) {
            throw file.failure("has a name that does not say its format; it must end in .csv, .tsv, .jsonl or .ndjson");
        }
        RowMistakes mistakes = new RowMistakes(file);
        try {
            List<LabelledText> texts = jsonLines
                    ? new JsonLines(file, columns, mistakes).read()
                    : new DelimitedRows(file, columns, mistakes, tabs ? DelimitedRows.TABS : DelimitedRows.COMMAS)
                            .read();
            mistakes.throwIfAny();
            if (texts.isEmpty()) {
                throw file.failure(
                        "holds no examples; it needs a header where it is .csv or .tsv, and a row for each text");
            }
            if (type.hasClasses()) {
                requireClasses(file, texts, mistakes);
            }
            return new DataSource(name, texts);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new StudyFailure("data: '" + name + "' is not a file name: " + e.getReason(), e);
        }
    }

    private static void requireClasses(TextFile file, List<LabelledText> texts, RowMistakes mistakes) {
        Map<String, Set<String>> distinct = new TreeMap<>();
        Map<String, Long> firstLines = new HashMap<>();
        for (LabelledText text : texts) {
            distinct.computeIfAbsent(text.label(), label -> new HashSet<>()).add(text.group());
            firstLines.putIfAbsent(text.label(), text.line());
        }
        if (distinct.size() == 1) {
            throw file.failure("has one class only, '" + texts.get(0).label() + "'; a classifier needs two or more");
        }
        distinct.forEach((label, members) -> {
            if (members.size() < MIN_TEXTS_PER_CLASS) {
                mistakes.add(
                        firstLines.getOrDefault(label, 1L),
                        "class '" + label + "' has " + members.size()
                                + " distinct texts, too few to train, validate and"
                                + " test on; add some until there are " + MIN_TEXTS_PER_CLASS
                                + ", or correct, merge or remove the class");
            }
        });
        mistakes.throwIfAny();
    }
}
