package dev.tryout.training.data;

import java.text.Normalizer;
import java.util.Locale;

/** Tells which texts count as the same: those that differ in case, white space or the encoding of characters alone. */
final class Normalised {
    private Normalised() {}

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder spaced = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            boolean space = Character.isWhitespace(c);
            boolean repeated = space && (spaced.length() == 0 || spaced.charAt(spaced.length() - 1) == ' ');
            if (!repeated) {
                spaced.append(space ? ' ' : c);
            }
        }
        return spaced.toString().stripTrailing();
    }
}
