package dev.tryout.training.data;

import dev.tryout.training.StudyFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The definitions of WordNet 3.1's nouns, each labelled with its lexicographer file: 82,192 texts in 26 classes. The
 * format is that of WordNet's {@code wndb(5)}, the file numbers those of {@code lexnames(5)}.
 */
final class WordNetNouns {
    static final String NAME = "WordNet 3.1 noun definitions";

    private static final String RESOURCE = "/net/sf/extjwnl/data/wordnet/wn31/data.noun";
    private static final int FIRST_NOUN_FILE = 3;
    private static final List<String> NOUN_FILES = List.of(
            "Tops",
            "act",
            "animal",
            "artifact",
            "attribute",
            "body",
            "cognition",
            "communication",
            "event",
            "feeling",
            "food",
            "group",
            "location",
            "motive",
            "object",
            "person",
            "phenomenon",
            "plant",
            "possession",
            "process",
            "quantity",
            "relation",
            "shape",
            "state",
            "substance",
            "time");

    private WordNetNouns() {}

    static List<LabelledText> read() {
        try (InputStream resource = WordNetNouns.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new StudyFailure("WordNet's nouns are not on the class path (" + RESOURCE
                        + "); build Tryout again, or name a file with 'file:'");
            }
            return read(new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new StudyFailure("cannot read WordNet's nouns from the class path: " + e.getMessage(), e);
        }
    }

    private static List<LabelledText> read(BufferedReader reader) throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            boolean licence = line.startsWith("  ");
            if (!licence) {
                texts.add(parse(line, number));
            }
        }
        return texts;
    }

    private static LabelledText parse(String line, long number) {
        int gloss = line.indexOf(" | ");
        String file = line.substring(9, 11);
        return new LabelledText(
                definition(line.substring(gloss + 3)),
                NOUN_FILES.get(Integer.parseInt(file) - FIRST_NOUN_FILE),
                number);
    }

    /** A gloss is a definition, then perhaps quoted sentences that show the word itself: those would give the class away. */
    private static String definition(String gloss) {
        int quote = gloss.indexOf('"');
        String definition = quote < 0 ? gloss : gloss.substring(0, quote);
        int end = definition.length();
        while (end > 0 && (definition.charAt(end - 1) == ' ' || definition.charAt(end - 1) == ';')) {
            end--;
        }
        return definition.substring(0, end).strip();
    }
}
