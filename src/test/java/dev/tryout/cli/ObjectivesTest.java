package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.cluster.RunSettings;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.files.FilePlaces;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectivesTest {
    private static final TaskType TYPE = TaskType.TEXT_CLASSIFICATION;

    @TempDir
    private Path folder;

    @Test
    void aDataFileThatChangesMidStudyFailsTheStudyAtTheWorker() throws IOException {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "text " + i + "," + (i % 2 == 0 ? "a" : "b") + "\n")
                .collect(Collectors.joining("", "text,label\n", ""));
        Path file = Files.writeString(folder.resolve("data.csv"), rows);
        DataSpec spec = new DataSpec(null, file.toString(), "text", null, "label", null, 0.2, 0.2);
        String began = DataLoader.fingerprint(TYPE, spec, 7);
        assertThat(Objectives.load(TYPE, spec, 7, began, FilePlaces.AS_NAMED).fingerprint())
                .isEqualTo(began);

        Files.writeString(file, rows.replace("text 3,b", "text 3,a"));

        assertThatThrownBy(() -> Objectives.load(TYPE, spec, 7, began, FilePlaces.AS_NAMED))
                .isInstanceOf(StudyFailure.class)
                .hasMessage("the data file " + file
                        + " changed since the study began; put the original back and resume, or begin a new study");
    }

    @Test
    void aWorkerReadsTheSettingsThatItsParentWrote() {
        RunSettings settings = new RunSettings(
                "a \"study\"",
                ObjectiveJson.write(new CommandSpec(List.of("true"), ".", 1, 2)),
                "f00",
                new Metric("rmse", Goal.MINIMIZE),
                -7);

        assertThat(ObjectiveJson.readSettings(ObjectiveJson.write(settings))).isEqualTo(settings);
    }
}
