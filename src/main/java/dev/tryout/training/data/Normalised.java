package dev.tryout.training.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which texts count as the same: those that differ in case, white space or the encoding of characters alone. */
final class Normalised {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Normalised() {}

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return WHITE_SPACE.matcher(folded).replaceAll(" ").strip();
    }
}
