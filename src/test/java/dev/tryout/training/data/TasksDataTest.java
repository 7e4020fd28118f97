package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import dev.tryout.training.TextInput;
import dev.tryout.training.files.FilePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs and numbers from files, and what is said where these are wrong. */
class TasksDataTest {
    @TempDir
    Path folder;

    @Test
    void readsPairsFromColumnsOfAnyOrder() throws IOException {
        assertThat(pairs("a.csv", "label,b,a\nx,2,1\nx,4,3\nx,6,5\ny,8,7\ny,1,9\ny,2,1 1\n"))
                .startsWith(
                        new LabelledText(new TextInput("1", "2"), "x", 2),
                        new LabelledText(new TextInput("3", "4"), "x", 3));
        assertThat(pairs("a.jsonl", """
                        {"a": "1", "b": "2", "label": "x"}
                        {"a": "1", "b": "3", "label": "x"}
                        {"a": "1", "b": "4", "label": "x"}
                        {"a": "2", "b": "2", "label": "y"}
                        {"a": "3", "b": "2", "label": "y"}
                        {"a": "4", "b": "2", "label": "y"}
                        """)).contains(new LabelledText(new TextInput("3", "2"), "y", 5));
    }

    @Test
    void equalPairsStayTogetherAndPairsThatShareOneTextNeedNot() throws IOException {
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> "same\t" + i % 30 + "\t" + (i % 30 < 15 ? "x" : "y"))
                .collect(Collectors.joining("\n"));
        LabelledData data = load(TaskType.TEXT_PAIR_CLASSIFICATION, "a.tsv", "a\tb\tlabel\n" + rows + "\n");

        assertThat(inputs(data.train()))
                .doesNotContainAnyElementsOf(inputs(data.validation()))
                .doesNotContainAnyElementsOf(inputs(data.test()));
        assertThat(data.validation()).hasSize(12);
        assertThat(data.test()).hasSize(12);
        assertThat(data.scale()).isEqualTo(TargetScale.NONE);
    }

    @Test
    void readsNumbersAndScalesThemByTheTrainingPart() throws IOException {
        String rows = IntStream.range(0, 50)
                .mapToObj(i -> "text " + i + "," + (i % 2 == 0 ? "-1.5e1" : "+" + i))
                .collect(Collectors.joining("\n"));
        LabelledData data = load(TaskType.TEXT_REGRESSION, "a.csv", "a,label\n" + rows + "\n");

        assertThat(data.labels()).isEmpty();
        assertThat(data.train()).hasSize(30).anyMatch(example -> example.target() == -15);
        assertThat(data.train().stream()
                        .mapToDouble(example -> data.scale().scaled(example.target()))
                        .sum())
                .isCloseTo(0, within(1e-9));
        assertThat(data.description())
                .endsWith("50 of 50 examples, numbers from -15.0 to 49.0; 30 to train, 10 to validate, 10 to test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1,5", "1.5f", "0x10", "one", "1e", "-", "1 000", "1e9999999"})
    void refusesWhatIsNoNumber(String value) {
        assertThatThrownBy(() -> load(TaskType.TEXT_REGRESSION, "a.tsv", "a\tlabel\nt\t1\nu\t" + value + "\n"))
                .isInstanceOf(StudyFailure.class)
                .hasMessage(folder.resolve("a.tsv") + ":3: 'label' must be a number such as -1.5 or 2e3, got '" + value
                        + "'; correct it or remove the row");
    }

    @Test
    void refusesNumbersThatNoModelCouldGive() {
        assertThatThrownBy(() -> load(TaskType.TEXT_REGRESSION, "a.tsv", "a\tlabel\nt\t1\nu\t-1e31\n"))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining(":3: 'label' is -1e31, too large for a model's 32 bits; divide the column");
    }

    @Test
    void refusesNumbersThatAreAllTheSame() {
        String rows = IntStream.range(0, 20).mapToObj(i -> "text " + i + ",2\n").collect(Collectors.joining());

        assertThatThrownBy(() -> load(TaskType.TEXT_REGRESSION, "a.csv", "a,label\n" + rows))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("all 12 examples to train on have the number 2.0");
    }

    @Test
    void tellsEveryMistakeOfAFileAtOnce() {
        String content = "a,label\n,1\nb,x\nc,2,3\nd,4\n\"e";

        assertThatThrownBy(() -> load(TaskType.TEXT_REGRESSION, "a.csv", content))
                .isInstanceOf(StudyFailure.class)
                .extracting(fault -> String.valueOf(fault.getMessage())
                        .lines()
                        .map(this::withoutFolder)
                        .toList())
                .satisfies(lines -> assertThat((List<?>) lines).hasSize(4))
                .asString()
                .contains(
                        "a.csv:2: 'a' is empty; fill it in or remove the row",
                        "a.csv:3: 'label' must be a number such as -1.5 or 2e3, got 'x'; correct it or remove the row",
                        "a.csv:4: has 3 values, the header 2",
                        "a.csv:6: the row that begins here is not valid");
    }

    @Test
    void countsTheMistakesThatItDoesNotShow() {
        String rows = "t,x\n".repeat(25);

        assertThatThrownBy(() -> load(TaskType.TEXT_REGRESSION, "a.csv", "a,label\n" + rows))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("a.csv:11: ")
                .hasMessageEndingWith("\nand 15 more of the file's rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,label | has no column 'b'; did you mean 'a'? There are: a, label",
                "a,b,b,label | has two columns named 'b'; rename one"
            })
    void saysWhichColumnOfAPairIsMissing(String header, String message) {
        assertThatThrownBy(() -> load(TaskType.TEXT_PAIR_CLASSIFICATION, "a.csv", header + "\n"))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("a.csv:1: " + message);
    }

    @Test
    void refusesASourceOfAnotherTask() {
        DataSpec spec = new DataSpec(DataSpec.WORD_VALENCE, null, "text", null, "label", null, 0.2, 0.2);

        assertThatThrownBy(() -> DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec, 1))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("'word-valence' is for text-regression, not for text-classification");
    }

    private String withoutFolder(String line) {
        return line.replace(folder + "/", "");
    }

    private static List<TextInput> inputs(List<Example> part) {
        return part.stream().map(Example::input).toList();
    }

    private List<LabelledText> pairs(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return DataSource.read(TaskType.TEXT_PAIR_CLASSIFICATION, spec(file, "b"), FilePlaces.AS_NAMED)
                .texts();
    }

    private LabelledData load(TaskType type, String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return DataLoader.load(type, spec(file, type.hasPairs() ? "b" : null), 7);
    }

    private static DataSpec spec(Path file, @Nullable String pair) {
        return new DataSpec(null, file.toString(), "a", pair, "label", null, 0.2, 0.2);
    }
}
