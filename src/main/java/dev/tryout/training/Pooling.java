package dev.tryout.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the hidden states of a text's tokens become one vector for the head. */
public enum Pooling {
    /** Their mean, padding left out. */
    MEAN,
    /** The first token's, which BERT calls [CLS]. */
    CLS;

    /** As study files and configurations write it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All spellings. */
    public static List<String> spellings() {
        return Arrays.stream(values()).map(Pooling::spelling).toList();
    }

    /** The pooling of that spelling. */
    public static Optional<Pooling> of(String spelling) {
        return Arrays.stream(values())
                .filter(pooling -> pooling.spelling().equals(spelling))
                .findFirst();
    }
}
