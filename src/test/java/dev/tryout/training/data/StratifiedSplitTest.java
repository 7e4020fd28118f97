package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.TextInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StratifiedSplitTest {
    @Property(tries = 200)
    void isAPartition(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 40) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 5) int copies,
            @ForAll long seed) {
        List<PlacedText> texts = texts(sizes, copies, seed);

        StratifiedSplit split = StratifiedSplit.of(texts, sizes.size(), 0.25, 0.25);

        assertThat(all(split)).containsExactlyInAnyOrderElementsOf(examples(texts));
    }

    @Property(tries = 200)
    void givesEachPartItsShareOfEachClassToTheRounding(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 4, max = 60) Integer> sizes,
            @ForAll @DoubleRange(min = 0.05, max = 0.4) double validation,
            @ForAll @DoubleRange(max = 0.35) double test,
            @ForAll long seed) {
        StratifiedSplit split = StratifiedSplit.of(texts(sizes, 1, seed), sizes.size(), validation, test);

        int total = sizes.stream().mapToInt(Integer::intValue).sum();
        assertThat(split.validation()).hasSize((int) Math.round(total * validation));
        assertThat(split.test()).hasSize((int) Math.round(total * test));
        for (int label = 0; label < sizes.size(); label++) {
            assertThat(count(split.validation(), label) - sizes.get(label) * validation)
                    .isBetween(-1.5, 1.5);
            assertThat(count(split.test(), label) - sizes.get(label) * test).isBetween(-1.5, 1.5);
        }
    }

    @Property(tries = 200)
    void keepsDuplicatesOnOneSideAndNoPartAboveItsShare(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 2, max = 30) Integer> sizes,
            @ForAll @IntRange(min = 2, max = 5) int copies,
            @ForAll long seed) {
        StratifiedSplit split = StratifiedSplit.of(texts(sizes, copies, seed), sizes.size(), 0.2, 0.2);

        Map<String, List<Example>> home = new HashMap<>();
        for (List<Example> part : List.of(split.train(), split.validation(), split.test())) {
            for (Example example : part) {
                assertThat(home.computeIfAbsent(Normalised.of(example.text()), text -> part))
                        .isSameAs(part);
            }
        }
        int total = all(split).size();
        assertThat(split.validation()).hasSizeLessThanOrEqualTo((int) Math.round(total * 0.2));
        assertThat(split.test()).hasSizeLessThanOrEqualTo((int) Math.round(total * 0.2));
    }

    @Property(tries = 200)
    void keepsEachClassInTrain(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 4) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 3) int copies,
            @ForAll long seed) {
        StratifiedSplit split = StratifiedSplit.of(texts(sizes, copies, seed), sizes.size(), 0.45, 0.45);

        for (int label = 0; label < sizes.size(); label++) {
            assertThat(count(split.train(), label)).isPositive();
        }
    }

    @Property(tries = 100)
    void dependsOnTheSeedAndNotOnTheOrder(@ForAll long seed) {
        List<PlacedText> texts = texts(List.of(30, 30), 2, seed);
        List<PlacedText> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort(PlacedText.BY_PLACE);

        StratifiedSplit split = StratifiedSplit.of(texts, 2, 0.25, 0.25);

        assertThat(StratifiedSplit.of(shuffled, 2, 0.25, 0.25)).isEqualTo(split);
        assertThat(StratifiedSplit.of(texts(List.of(30, 30), 2, seed + 1), 2, 0.25, 0.25))
                .isNotEqualTo(split);
    }

    @Property(tries = 100)
    void aSampleHoldsEveryClassAndAsManyAsAskedFor(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 40) Integer> sizes,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll long seed) {
        List<PlacedText> texts = texts(sizes, 1, seed);
        int examples = sizes.size() + (texts.size() - sizes.size()) * percent / 100;

        List<PlacedText> drawn = Sample.draw(texts, sizes.size(), examples);

        assertThat(drawn).hasSize(examples).isSubsetOf(texts).doesNotHaveDuplicates();
        assertThat(drawn.stream().map(PlacedText::stratum).distinct()).hasSize(sizes.size());
    }

    /** Distinct texts of each class, each in copies that differ in case and white space. */
    private static List<PlacedText> texts(List<Integer> sizes, int copies, long seed) {
        List<PlacedText> texts = new ArrayList<>();
        for (int label = 0; label < sizes.size(); label++) {
            for (int i = 0; i < sizes.get(label); i++) {
                for (int copy = 0; copy < copies; copy++) {
                    String text = (copy % 2 == 0 ? "Class " : "cLASS\t") + label + " ".repeat(copy + 1) + "text " + i;
                    texts.add(PlacedText.of(
                            new LabelledText(TextInput.of(text), Integer.toString(label), 1), label, label, seed));
                }
            }
        }
        texts.sort(PlacedText.BY_PLACE);
        return texts;
    }

    private static List<Example> examples(List<PlacedText> texts) {
        return texts.stream().map(PlacedText::example).toList();
    }

    private static List<Example> all(StratifiedSplit split) {
        return Stream.of(split.train(), split.validation(), split.test())
                .flatMap(List::stream)
                .toList();
    }

    private static long count(List<Example> part, int label) {
        return part.stream().filter(example -> example.label() == label).count();
    }
}
