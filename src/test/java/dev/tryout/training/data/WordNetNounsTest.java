package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TextInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordNetNounsTest {
    private static final List<LabelledText> NOUNS = WordNetNouns.read();

    @Test
    void holdsEveryNounSynsetOfWordNet31() {
        Map<String, Set<String>> labels = new HashMap<>();
        NOUNS.forEach(noun ->
                labels.computeIfAbsent(noun.text(), text -> new HashSet<>()).add(noun.label()));

        assertThat(NOUNS).hasSize(82_192);
        assertThat(labels).hasSize(81_569);
        assertThat(labels.values()).filteredOn(found -> found.size() > 1).hasSize(8);
        assertThat(NOUNS.stream().map(LabelledText::label).distinct()).hasSize(26);
    }

    @Test
    void labelsDefinitionsWithTheirLexicographerFile() {
        assertThat(NOUNS)
                .contains(new LabelledText(
                        TextInput.of("that which is perceived or known or inferred to have its own distinct existence"
                                + " (living or nonliving)"),
                        "Tops",
                        30))
                .anyMatch(noun -> noun.label().equals("animal")
                        && noun.text().startsWith("a member of the genus Canis (probably descended"))
                .anyMatch(noun -> noun.label().equals("time") && noun.text().equals("a period of 100 years"));
    }

    @Test
    void leavesOutTheSentencesThatShowTheWord() {
        assertThat(NOUNS)
                .allMatch(noun -> !noun.text().isEmpty()
                        && !noun.text().contains("\"")
                        && !noun.text().endsWith(";"));
    }

    @Test
    void drawsTheNumberAskedForWithEveryClassInTrain() {
        DataSpec spec = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", 500, 0.2, 0.2);

        LabelledData data = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec, 42);

        assertThat(data.train()).hasSize(300);
        assertThat(data.validation()).hasSize(100);
        assertThat(data.test()).hasSize(100);
        assertThat(data.train().stream().map(Example::label).distinct()).hasSize(26);
        assertThat(data.labels())
                .hasSize(26)
                .startsWith("Tops", "act", "animal")
                .endsWith("time");
        assertThat(data.description())
                .isEqualTo("WordNet 3.1 noun definitions: 500 of 82,192 examples, 26 classes;"
                        + " 300 to train, 100 to validate, 100 to test");
    }
}
