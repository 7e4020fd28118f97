package dev.tryout.training;

import org.jspecify.annotations.Nullable;

/**
 * What a model reads: a text, or a pair of texts.
 *
 * @param pair the second text, or null where the first stands alone
 */
public record TextInput(String text, @Nullable String pair) {
    /** A text alone. */
    public static TextInput of(String text) {
        return new TextInput(text, null);
    }
}
