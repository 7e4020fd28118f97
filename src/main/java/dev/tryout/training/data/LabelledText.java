package dev.tryout.training.data;

import dev.tryout.training.TextInput;

/**
 * What a source has: a text or a pair of texts, and the name of its class or its number.
 *
 * @param label the class's name, or a finite number as text
 * @param group what stays in one part of the data: texts that count as the same, or as relatives
 * @param line where it begins in its source, counted from 1
 */
record LabelledText(TextInput input, String label, String group, long line) {
    /** Stays together with the texts that count as the same. */
    LabelledText(TextInput input, String label, long line) {
        this(input, label, group(input), line);
    }

    private static String group(TextInput input) {
        String text = Normalised.of(input.text());
        return input.pair() == null ? text : text + "\n" + Normalised.of(input.pair());
    }

    String text() {
        return input.text();
    }
}
