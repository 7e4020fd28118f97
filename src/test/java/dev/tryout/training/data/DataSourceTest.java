package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import dev.tryout.training.TextInput;
import dev.tryout.training.files.FilePlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceTest {
    private static final String GOOD_CSV = "text,label\na,x\nb,x\nc,x\nd,y\ne,y\nf,y\n";

    @TempDir
    Path folder;

    @Test
    void readsCommasQuotesAndLinesWithinQuotes() throws IOException {
        List<LabelledText> texts = read(
                "data.CSV",
                "\uFEFFid,text,label\r\n1,\"one, \"\"two\"\"\r\nthree\",x\r\n\r\n2,b,x\r\n3,c,x\r\n4, d ,y\r\n5,\"e\",y\r\n6,f,y");

        assertThat(texts)
                .startsWith(
                        new LabelledText(TextInput.of("one, \"two\"\r\nthree"), "x", 2),
                        new LabelledText(TextInput.of("b"), "x", 5))
                .contains(new LabelledText(TextInput.of("d"), "y", 7), new LabelledText(TextInput.of("e"), "y", 8))
                .hasSize(6);
    }

    @Test
    void takesQuotesInATabSeparatedFileAsTheyAre() throws IOException {
        assertThat(read("data.tsv", "label\ttext\nx\t\"a\nx\tb, \"c\"\nx\tc\ny\td\ny\te\ny\tf\n"))
                .startsWith(
                        new LabelledText(TextInput.of("\"a"), "x", 2),
                        new LabelledText(TextInput.of("b, \"c\""), "x", 3));
    }

    @Test
    void takesNumbersAndBooleansInJsonAsTheirText() throws IOException {
        assertThat(read("data.jsonl", """
                                {"text": "a\\u00e9", "label": 1}
                                {"label": 1, "text": "b", "more": [1, 2]}

                                {"text": "c", "label": 1}
                                {"text": 4.5, "label": true}
                                {"text": "e", "label": true}
                                {"text": "f", "label": true}
                                """))
                .contains(
                        new LabelledText(TextInput.of("aé"), "1", 1),
                        new LabelledText(TextInput.of("b"), "1", 2),
                        new LabelledText(TextInput.of("c"), "1", 4),
                        new LabelledText(TextInput.of("4.5"), "true", 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.csv | Text,label\\na,x\\n | :1: has no column 'text'; did you mean 'Text'? There are: Text, label",
                "a.csv | text,klass,id\\na,x,1\\n | :1: has no column 'label'; name another for 'label' in the study file; there are: text, klass, id",
                "a.csv | text,label,text\\na,x,b\\n | :1: has two columns named 'text'",
                "a.csv | text,label\\na,x\\n ,x\\n | :3: 'text' is empty",
                "a.csv | text,label\\na,x\\nb,\\n | :3: 'label' is empty",
                "a.csv | text,label\\na,x\\nb,c,x\\n | :3: has 3 values, the header 2",
                "a.csv | text,label\\na,x\\nb\\n | :3: has 1 values, the header 2",
                "a.csv | text,label\\n\"a\\nb\",x\\n\"c,x\\nd,y\\n | :4: the row that begins here is not valid: Missing closing",
                "a.csv | text,label\\n\"a\"b,x\\n | :2: the row that begins here is not valid: Unexpected character",
                "a.csv | text,label\\n | holds no examples",
                "a.csv | `` | holds no examples",
                "a.csv | text,label\\na,x\\nb,x\\n | has one class only, 'x'",
                "a.csv | text,label\\na,x\\nb,x\\nc,x\\nd,y\\nD ,y\\ne,y\\n | :5: class 'y' has 2 distinct texts",
                "a.tsv | text\\tlabel\\na\\tx\\ty\\n | :2: has 3 values, the header 2",
                "a.jsonl | {\"text\": \"a\", \"label\": \"x\"}\\n{\"text\": \\n | :2: is not valid JSON",
                "a.jsonl | {\"text\": \"a\", \"label\": \"x\"} 1\\n | :1: is not valid JSON",
                "a.jsonl | {\"text\": \"a\", \"text\": \"b\", \"label\": \"x\"}\\n | :1: is not valid JSON: Duplicate",
                "a.jsonl | [1]\\n | :1: must be a JSON object like {\"text\": \"...\", \"label\": \"...\"}",
                "a.jsonl | {\"text\": \"a\", \"lable\": \"x\"}\\n | :1: has no column 'label'; did you mean 'lable'?",
                "a.ndjson | {\"text\": \"a\", \"label\": null}\\n | :1: 'label' is empty",
                "a.jsonl | {\"text\": [\"a\"], \"label\": \"x\"}\\n | :1: 'text' must be text, a number or a boolean, got ARRAY",
                "a.txt | a\\tx\\n | must end in .csv, .tsv, .jsonl or .ndjson"
            })
    void saysWhereAndWhat(String name, String content, String message) {
        String text = content.replace("\\n", "\n").replace("\\t", "\t");

        assertThatThrownBy(() -> read(name, text))
                .isInstanceOf(StudyFailure.class)
                .hasMessageStartingWith(folder.resolve(name).toString())
                .hasMessageContaining(message);
    }

    @Test
    void namesTheLineThatIsNotUtf8() throws IOException {
        byte[] latin1 = (GOOD_CSV + "caf\u00e9,x\n").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("a.csv"), latin1);

        assertThatThrownBy(() -> DataSource.read(TaskType.TEXT_CLASSIFICATION, spec(file), FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessage(file + ":8: is not UTF-8; save the file as UTF-8");
    }

    @Test
    void namesTheLineFarIntoAFileThatEndsAmidACharacter() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "text,label\n" + "é,x\n".repeat(100_000) + "\u20ac");
        byte[] cut = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(cut, cut.length - 1));

        assertThatThrownBy(() -> DataSource.read(TaskType.TEXT_CLASSIFICATION, spec(file), FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining(":100002: is not UTF-8");
    }

    @Test
    void refusesBinaryFiles() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), new byte[] {'a', '\n', 0, 1});

        assertThatThrownBy(() -> DataSource.read(TaskType.TEXT_CLASSIFICATION, spec(file), FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining(":2: holds a zero byte");
    }

    @Test
    void refusesWhatIsNotThereOrADirectory() {
        assertThatThrownBy(() -> DataSource.read(
                        TaskType.TEXT_CLASSIFICATION, spec(folder.resolve("none.csv")), FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("none.csv is not there");
        assertThatThrownBy(() -> DataSource.read(TaskType.TEXT_CLASSIFICATION, spec(folder), FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> DataSource.read(
                        TaskType.TEXT_CLASSIFICATION,
                        new DataSpec(null, "a\0.csv", "text", null, "label", null, 0.2, 0.2),
                        FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("is not a file name");
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "Windows has no named pipes in folders")
    void refusesAPipeRatherThanWaitForIt() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> DataSource.read(TaskType.TEXT_CLASSIFICATION, spec(pipe), FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void refusesAFileAboveTheBound() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), new byte[3 << 20]);

        assertThatThrownBy(() -> TextFile.checked(file, 2 << 20))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("has 3 MiB, more than the 2 MiB");
    }

    @Test
    void refusesOneColumnForBoth() {
        DataSpec spec = new DataSpec(null, folder.resolve("a.csv").toString(), "text", null, "text", null, 0.2, 0.2);

        assertThatThrownBy(() -> DataSource.read(TaskType.TEXT_CLASSIFICATION, spec, FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("text and label are read from 'text' and 'text'");
    }

    private List<LabelledText> read(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return DataSource.read(TaskType.TEXT_CLASSIFICATION, spec(file), FilePlaces.AS_NAMED)
                .texts();
    }

    private static DataSpec spec(Path file) {
        return new DataSpec(null, file.toString(), "text", null, "label", null, 0.2, 0.2);
    }
}
