package dev.tryout.training.data;

import java.util.Comparator;

/**
 * A text at the place that the seed gives it. Equal texts have equal places, so sorting by place shuffles texts, keeps
 * duplicates together and forgets the order of the source.
 *
 * @param normalised what duplicates share
 * @param label an index into the class names
 */
record PlacedText(long place, String normalised, String text, int label) {
    static final Comparator<PlacedText> BY_PLACE = Comparator.comparingLong(PlacedText::place)
            .thenComparing(PlacedText::normalised)
            .thenComparing(PlacedText::text)
            .thenComparingInt(PlacedText::label);

    static PlacedText of(String text, int label, long seed) {
        String normalised = Normalised.of(text);
        long place = new Digest().add(seed).add(normalised).toLong();
        return new PlacedText(place, normalised, text, label);
    }

    Example example() {
        return new Example(text, label);
    }
}
