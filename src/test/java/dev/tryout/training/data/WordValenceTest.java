package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordValenceTest {
    private static final DataSpec SPEC =
            new DataSpec(DataSpec.WORD_VALENCE, null, "text", null, "label", null, 0.2, 0.2);
    private static final LabelledData DATA = DataLoader.load(TaskType.TEXT_REGRESSION, SPEC, 42);

    @Test
    void isTheSameOnEveryMachine() {
        assertThat(DATA.train()).hasSize(2_289);
        assertThat(DATA.validation()).hasSize(763);
        assertThat(DATA.test()).hasSize(763);
        assertThat(DATA.description())
                .isEqualTo("word valence (VADER) with WordNet 3.1 definitions: 3,815 of 3,815 examples,"
                        + " numbers from -3.9 to 3.4; 2,289 to train, 763 to validate, 763 to test");
        assertThat(DATA.fingerprint()).isEqualTo("5d64bc77fd8f1d8c295ec0ee3f83543ac4656761c375e04d304e619179b6ca68");
    }

    @Test
    void readsAWordWithItsMostFrequentSense() {
        assertThat(WordValence.read())
                .anyMatch(
                        text -> text.label().equals("2.2")
                                && text.text()
                                        .equals(
                                                "enjoy: derive or receive pleasure from; get enjoyment from; take pleasure in"));
    }

    @Test
    void noFamilyIsInTwoParts() {
        Set<String> train = families(DATA.train());
        Set<String> validation = families(DATA.validation());
        Set<String> test = families(DATA.test());

        assertThat(train).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(test);
        assertThat(validation).doesNotContainAnyElementsOf(test);
        Set<String> all = new HashSet<>(train);
        all.addAll(validation);
        all.addAll(test);
        assertThat(all).hasSize(1_716);
    }

    @Test
    void aSampleKeepsFamiliesTogetherToo() {
        DataSpec few = new DataSpec(DataSpec.WORD_VALENCE, null, "text", null, "label", 600, 0.2, 0.2);

        LabelledData data = DataLoader.load(TaskType.TEXT_REGRESSION, few, 1);

        assertThat(data.train().size() + data.validation().size() + data.test().size())
                .isEqualTo(600);
        assertThat(families(data.train())).doesNotContainAnyElementsOf(families(data.test()));
    }

    @Test
    void theScaleIsTheTrainingPartsMeanAndDeviation() {
        List<Double> scaled = DATA.train().stream()
                .map(example -> DATA.scale().scaled(example.target()))
                .toList();

        assertThat(scaled.stream().mapToDouble(z -> z).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(scaled.stream().mapToDouble(z -> z * z).average().orElseThrow())
                .isCloseTo(1, within(1e-12));
        assertThat(DATA.scale().original(scaled.get(0)))
                .isCloseTo(DATA.train().get(0).target(), within(1e-12));
    }

    private static Set<String> families(List<Example> part) {
        return part.stream()
                .map(example -> WordValence.family(
                        example.text().substring(0, example.text().indexOf(':'))))
                .collect(Collectors.toSet());
    }
}
