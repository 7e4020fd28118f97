package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.cluster.RunSettings;
import dev.tryout.training.DataSpec;
import dev.tryout.training.Objective;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.WorkerFailure;
import dev.tryout.training.device.Device;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.FileStore;
import dev.tryout.training.files.FileSupply;
import dev.tryout.training.files.Manifest;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose failure it is where a study's files cannot be had; what is fetched is tested where it is fetched. */
class FetchedDataTest {
    @TempDir
    private Path folder;

    private Path data;
    private final Objectives objectives = new Objectives(Device.cpu(1), FileStore.ofMachine(0));

    @BeforeEach
    void write() throws IOException {
        data = Files.writeString(folder.resolve("data.csv"), "text,label\na,b\n");
    }

    /** A coordinator with one file, which it does not hand out. */
    private record Supply(Manifest files, boolean unchanged, String refusal) implements FileSupply {
        @Override
        public Manifest manifest() throws IOException {
            if (!refusal.isEmpty()) {
                throw new IOException(refusal);
            }
            return files;
        }

        @Override
        public void fetch(FileEntry file, Path target) throws IOException {
            throw new IOException("not handed out");
        }

        @Override
        public boolean isUnchanged(FileEntry file) {
            return unchanged;
        }

        @Override
        public void beat() {}
    }

    private RunSettings settings(DataSpec spec) {
        TaskSpec task = new TaskSpec(TaskType.TEXT_CLASSIFICATION, TaskSpec.MINILM, spec, 8);
        return new RunSettings("sample", ObjectiveJson.write(task), "", new Metric("accuracy", Goal.MAXIMIZE), 7);
    }

    private RunSettings settings() {
        return settings(new DataSpec(null, data.toString(), "text", null, "label", null, 0.2, 0.2));
    }

    @Test
    void anObjectiveStaysWhileItsStudyDoes() throws Exception {
        FileSupply supply = new Supply(Manifest.of(List.of(data)), true, "");
        Objective first = objectives.get(settings(), supply);

        assertThat(objectives.get(settings(), new Supply(Manifest.EMPTY, true, "asked again")))
                .isSameAs(first);
    }

    @Test
    void anotherFileIsThisMachinesFailureWhereTheCoordinatorHasTheRightOne() throws IOException {
        Manifest began = Manifest.of(List.of(data));
        Files.writeString(data, "text,label\na,c\n");

        assertThatThrownBy(() -> objectives.get(settings(), new Supply(began, true, "")))
                .isInstanceOf(WorkerFailure.class)
                .hasMessageContaining(data + " on this machine differs")
                .hasMessageContaining("move this one away");
        assertThatThrownBy(() -> objectives.get(settings(), new Supply(began, false, "")))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining(data + " changed since the study began");
    }

    @Test
    void filesThatCannotBeHadAreThisMachinesFailure() throws IOException {
        assertThatThrownBy(() -> objectives.get(settings(), new Supply(Manifest.EMPTY, true, "nobody says")))
                .isInstanceOf(WorkerFailure.class)
                .hasMessage("nobody says");
        Manifest began = Manifest.of(List.of(data));
        Files.delete(data);
        assertThatThrownBy(() -> objectives.get(settings(), new Supply(began, true, "")))
                .isInstanceOf(WorkerFailure.class)
                .hasMessageContaining("--file-cache");
    }

    @Test
    void aStudyWithoutFilesAsksForNone() throws Exception {
        DataSpec source = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", null, 0.2, 0.2);

        assertThat(objectives.get(settings(source), new Supply(Manifest.EMPTY, true, "asked for nothing")))
                .isNotNull();
    }
}
