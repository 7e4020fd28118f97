package dev.tryout.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws some of the texts: one of each class, the rest in proportion to the classes' sizes. */
final class Sample {
    private Sample() {}

    /**
     * @param texts by place, each class at least once
     * @param examples how many to draw, from the number of classes to the number of texts
     * @return the drawn texts by place; a smaller sample by the same seed shares most of its texts with a larger one
     */
    static List<PlacedText> draw(List<PlacedText> texts, int classes, int examples) {
        int[] others = new int[classes];
        Arrays.fill(others, -1);
        texts.forEach(text -> others[text.stratum()]++);
        int[] left = Apportionment.shares(examples - classes, others, others);
        for (int label = 0; label < classes; label++) {
            left[label]++;
        }
        List<PlacedText> drawn = new ArrayList<>(examples);
        for (PlacedText text : texts) {
            if (left[text.stratum()] > 0) {
                left[text.stratum()]--;
                drawn.add(text);
            }
        }
        return drawn;
    }
}
