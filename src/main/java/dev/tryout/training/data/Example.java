package dev.tryout.training.data;

import dev.tryout.training.TextInput;

/**
 * What a model reads and what it should say of it.
 *
 * @param target the index of the class in {@link LabelledData#labels()}, or the number of a regression
 */
public record Example(TextInput input, double target) {
    /** A text alone, and its class. */
    public Example(String text, int label) {
        this(TextInput.of(text), label);
    }

    /** The text, or the first of a pair. */
    public String text() {
        return input.text();
    }

    /** The index of the class; for tasks that have classes. */
    public int label() {
        return (int) target;
    }
}
