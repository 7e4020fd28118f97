package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.pretrained.Family;
import dev.tryout.training.pretrained.TinyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSummaryTest {
    private static final String ROWS = IntStream.range(0, 20)
            .mapToObj(i -> "text " + i + "," + (i % 2 == 0 ? "a" : "b") + "\n")
            .collect(Collectors.joining("", "text,label\n", ""));

    @TempDir
    private Path folder;

    private Path data;
    private TaskSpec task;

    @BeforeEach
    void write() throws IOException {
        data = Files.writeString(folder.resolve("data.csv"), ROWS);
        Path model = TinyFolder.of(Family.BERT).write(folder.resolve("model"));
        DataSpec spec = new DataSpec(null, data.toString(), "text", null, "label", null, 0.2, 0.2);
        task = new TaskSpec(TaskType.TEXT_CLASSIFICATION, model.toString(), spec, 8);
    }

    private DataSummary now() {
        return DataSummary.of(task, 7).orElseThrow();
    }

    @Test
    void theFilesOfTheModelAndTheDataAreKeptWithTheStudy() throws IOException {
        StudyFolder study = new StudyFolder(Files.createDirectories(folder.resolve("studies/sample")));
        DataSummary began = now();
        began.write(study);

        assertThat(DataSummary.read(study)).contains(began);
        assertThat(began.files().files())
                .extracting(FileEntry::path)
                .containsExactlyInAnyOrder(
                        data.toString(),
                        folder.resolve("model/config.json").toString(),
                        folder.resolve("model/tokenizer.json").toString(),
                        folder.resolve("model/model.safetensors").toString());
    }

    @Test
    void aStudyFromBeforeFilesWereKeptIsRead() throws IOException {
        StudyFolder study = new StudyFolder(Files.createDirectories(folder.resolve("studies/sample")));
        Files.writeString(
                folder.resolve("studies/sample/data.json"),
                "{\"fingerprint\":\"f\",\"description\":\"d\",\"train\":1,\"validation\":2,\"test\":3}");

        DataSummary began = DataSummary.read(study).orElseThrow();
        assertThat(began.files().files()).isEmpty();
        assertThat(now().otherModelFile(began)).isEmpty();
    }

    @Test
    void aModelThatChangedIsSeenAndRowsInAnotherOrderAreTheSameData() throws IOException {
        DataSummary began = now();
        Files.writeString(data, ROWS + "\n");
        assertThat(now().fingerprint()).isEqualTo(began.fingerprint());
        assertThat(now().otherModelFile(began)).isEmpty();

        Path tokenizer = folder.resolve("model/tokenizer.json");
        Files.writeString(tokenizer, Files.readString(tokenizer) + "\n");
        assertThat(now().otherModelFile(began)).contains(tokenizer.toString());
    }
}
