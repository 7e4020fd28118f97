package dev.tryout.training.data;

import dev.tryout.training.TextInput;
import java.util.Comparator;

/**
 * A text at the place that the seed gives its group. Sorting by place shuffles texts, keeps groups together and forgets the
 * order of the source.
 *
 * @param group what stays in one part
 * @param stratum what each part has its share of: the class, and 0 for all texts of a regression
 * @param target the index of the class, or the number
 */
record PlacedText(long place, String group, TextInput input, int stratum, double target) {
    static final Comparator<PlacedText> BY_PLACE = Comparator.comparingLong(PlacedText::place)
            .thenComparing(PlacedText::group)
            .thenComparing(placed -> placed.input().text())
            .thenComparing(placed -> placed.input().pair(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingDouble(PlacedText::target);

    static PlacedText of(LabelledText text, int stratum, double target, long seed) {
        long place = new Digest().add(seed).add(text.group()).toLong();
        return new PlacedText(place, text.group(), text.input(), stratum, target);
    }

    Example example() {
        return new Example(input, target);
    }
}
