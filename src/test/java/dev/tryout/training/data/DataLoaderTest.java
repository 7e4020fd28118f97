package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataLoaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeThirtyRows() throws IOException {
        file = folder.resolve("reviews.csv");
        write(rows());
    }

    @Test
    void splitsAFileInProportion() {
        LabelledData data = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 7);

        assertThat(data.labels()).containsExactly("bad", "fine", "good");
        assertThat(data.train()).hasSize(18);
        assertThat(data.validation()).hasSize(6);
        assertThat(data.test()).hasSize(6);
        assertThat(data.description())
                .isEqualTo(file + ": 30 of 30 examples, 3 classes; 18 to train, 6 to validate, 6 to test");
        assertThat(data.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void theSameSeedGivesTheSameSplitWhateverTheOrderOfRows() throws IOException {
        LabelledData data = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 7);
        List<String> rows = rows();
        Collections.reverse(rows);
        write(rows);

        assertThat(DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 7)).isEqualTo(data);
        assertThat(DataLoader.fingerprint(TaskType.TEXT_CLASSIFICATION, spec(null), 7))
                .isEqualTo(data.fingerprint());
    }

    @Test
    void anotherSeedGivesAnotherSplitAndAnotherFingerprint() {
        LabelledData data = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 7);
        LabelledData other = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 8);

        assertThat(other.test()).isNotEqualTo(data.test());
        assertThat(other.fingerprint()).isNotEqualTo(data.fingerprint());
    }

    @Test
    void theFingerprintTellsAChangedRowAnotherLabelAndAnotherSample() throws IOException {
        String before = DataLoader.fingerprint(TaskType.TEXT_CLASSIFICATION, spec(null), 7);

        assertThat(DataLoader.fingerprint(TaskType.TEXT_CLASSIFICATION, spec(20), 7))
                .isNotEqualTo(before);
        List<String> rows = rows();
        rows.set(4, rows.get(4).replace("text", "test"));
        write(rows);
        assertThat(DataLoader.fingerprint(TaskType.TEXT_CLASSIFICATION, spec(null), 7))
                .isNotEqualTo(before);
        write(rows().stream().map(row -> row.replace("fine", "okay")).toList());
        assertThat(DataLoader.fingerprint(TaskType.TEXT_CLASSIFICATION, spec(null), 7))
                .isNotEqualTo(before);
    }

    @Test
    void drawsASampleOfAllThreePartsTogether() {
        LabelledData data = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(20), 7);

        assertThat(data.train()).hasSize(12);
        assertThat(data.validation()).hasSize(4);
        assertThat(data.test()).hasSize(4);
    }

    @Test
    void countsTextsThatPeopleDisagreeAbout() throws IOException {
        List<String> rows = rows();
        rows.add("TEXT  0,good");
        write(rows);

        assertThat(DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 7).description())
                .endsWith("; texts with more than one label: 1");
    }

    @Test
    void ordersNumbersAsNumbers() throws IOException {
        write(rows().stream()
                .map(row -> row.replace("bad", "10").replace("fine", "9").replace("good", "-1"))
                .toList());

        assertThat(DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(null), 7).labels())
                .containsExactly("-1", "9", "10");
    }

    @ParameterizedTest
    @CsvSource({"0,0.2", "0.5,0.5", "-0.1,0.2", "0.2,-0.1", "NaN,0.2", "0.2,NaN"})
    void refusesFractionsThatLeaveNothingToTrainOn(double validation, double test) {
        DataSpec spec = new DataSpec(null, file.toString(), "text", null, "label", null, validation, test);

        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec, 7))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("validation must be above 0")
                .hasMessageContaining(validation + " and " + test);
    }

    @Test
    void refusesSamplesThatAreTooSmallOrTooLarge() {
        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(2), 7))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("examples is 2, fewer than the 3 classes");
        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(31), 7))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("examples is 31, but " + file + " has 30");
        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec(3), 7))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("3 to train, 0 to validate, 0 to test; no part may be empty");
    }

    @Test
    void refusesAClassWhoseTextsAllBelongToOthers() throws IOException {
        List<String> rows = rows();
        IntStream.range(0, 3).forEach(i -> rows.add("text " + 3 * i + ",shadow"));
        IntStream.range(0, 3).forEach(i -> rows.add("text " + 3 * i + ",bad"));
        write(rows);
        DataSpec spec = new DataSpec(null, file.toString(), "text", null, "label", null, 0.45, 0.45);

        assertThatThrownBy(() -> IntStream.range(0, 200)
                        .forEach(seed -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec, seed)))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("class 'shadow' has no text to train on");
    }

    @Test
    void refusesASourceThatIsNotThere() {
        DataSpec unknown = new DataSpec("wordnet", null, "text", null, "label", null, 0.2, 0.2);
        DataSpec both = new DataSpec(DataSpec.WORDNET_NOUNS, file.toString(), "text", null, "label", null, 0.2, 0.2);

        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, unknown, 7))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("no source 'wordnet'; there is 'word-valence' and 'wordnet-nouns'");
        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, both, 7))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("not both");
    }

    private DataSpec spec(@Nullable Integer examples) {
        return new DataSpec(null, file.toString(), "text", null, "label", examples, 0.2, 0.2);
    }

    private void write(List<String> rows) throws IOException {
        Files.writeString(file, "text,label\n" + String.join("\n", rows) + "\n");
    }

    private static List<String> rows() {
        List<String> labels = List.of("bad", "fine", "good");
        return IntStream.range(0, 30)
                .mapToObj(i -> "text " + i + "," + labels.get(i % 3))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
