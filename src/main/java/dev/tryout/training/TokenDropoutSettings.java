package dev.tryout.training;

/**
 * Whether texts are met with some of their tokens missing in training, as in word dropout (Iyyer et al. 2015, "Deep unordered
 * composition rivals syntactic methods for text classification", section 4.3).
 *
 * @param share of the tokens, the special ones left out; 0 for none
 * @param form what becomes of them
 */
public record TokenDropoutSettings(double share, Form form) {
    /** What becomes of a token that is dropped. */
    public enum Form {
        /** The vocabulary's mask stands in its place. */
        MASK,
        /** It is left out, and the text is shorter. */
        DELETE
    }
}
