package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.data.TargetScale;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.pretrained.PretrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a study's data and model were when it began, kept in its folder.
 *
 * @param description in one line
 * @param train how many examples; likewise the others
 * @param scale of a regression's targets; none in studies from before there were any
 * @param dataFile that the study names, null where it names a source; likewise in studies from before files were kept
 * @param files that trials read, the data file among them; none in studies from before they were kept
 */
record DataSummary(
        String fingerprint,
        String description,
        int train,
        int validation,
        int test,
        TargetScale scale,
        @Nullable String dataFile,
        Manifest files) {
    private static final String FILE = "data.json";

    DataSummary {
        scale = Objects.requireNonNullElse(scale, TargetScale.NONE);
        files = Objects.requireNonNullElse(files, Manifest.EMPTY);
    }

    /** Reads the data of a task; programs bring their own. */
    static Optional<DataSummary> of(ObjectiveSpec objective, long seed) {
        if (!(objective instanceof TaskSpec task)) {
            return Optional.empty();
        }
        LabelledData data = DataLoader.load(task.type(), task.data(), seed);
        return Optional.of(new DataSummary(
                data.fingerprint(),
                data.description()
                        + LongTexts.describe(task, data).map(cut -> "; " + cut).orElse(""),
                data.train().size(),
                data.validation().size(),
                data.test().size(),
                data.scale(),
                task.data().file(),
                manifest(task)));
    }

    private static Manifest manifest(TaskSpec task) {
        List<Path> files =
                new ArrayList<>(PretrainedModel.required(task.model()).files());
        if (task.data().file() != null) {
            files.add(Path.of(task.data().file()));
        }
        return Manifest.of(files);
    }

    /** The place of a model's file that is not what it was; a data file is judged by its fingerprint, not byte by byte. */
    Optional<String> otherModelFile(DataSummary began) {
        return began.files().files().stream()
                .filter(file -> !files.files().contains(file))
                .map(FileEntry::path)
                .filter(path ->
                        began.dataFile() == null || !Path.of(began.dataFile()).equals(Path.of(path)))
                .findFirst();
    }

    void write(StudyFolder folder) throws IOException {
        ObjectiveJson.JSON.writeValue(folder.root().resolve(FILE).toFile(), this);
    }

    static Optional<DataSummary> read(StudyFolder folder) throws IOException {
        Path file = folder.root().resolve(FILE);
        return Files.exists(file)
                ? Optional.of(ObjectiveJson.JSON.readValue(file.toFile(), DataSummary.class))
                : Optional.empty();
    }
}
