package dev.tryout.training.data;

import dev.tryout.training.TextInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The definitions of WordNet 3.1's nouns, each labelled with its lexicographer file: 82,192 texts in 26 classes. The
 * file numbers are those of {@code lexnames(5)}.
 */
final class WordNetNouns {
    static final String NAME = "WordNet 3.1 noun definitions";

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
        List<LabelledText> texts = new ArrayList<>();
        WordNet.lines("data.noun", (line, number) -> {
            int file = Integer.parseInt(line.substring(9, 11));
            texts.add(new LabelledText(
                    TextInput.of(WordNet.definition(line)), NOUN_FILES.get(file - FIRST_NOUN_FILE), number));
        });
        return texts;
    }
}
