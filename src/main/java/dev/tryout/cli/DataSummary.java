package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.data.TargetScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a study's data was when it began, kept in its folder.
 *
 * @param description in one line
 * @param train how many examples; likewise the others
 * @param scale of a regression's targets; none in studies from before there were any
 */
record DataSummary(String fingerprint, String description, int train, int validation, int test, TargetScale scale) {
    private static final String FILE = "data.json";

    DataSummary {
        scale = Objects.requireNonNullElse(scale, TargetScale.NONE);
    }

    /** Reads the data of a task; programs bring their own. */
    static Optional<DataSummary> of(ObjectiveSpec objective, long seed) {
        if (!(objective instanceof TaskSpec task)) {
            return Optional.empty();
        }
        LabelledData data = DataLoader.load(task.type(), task.data(), seed);
        return Optional.of(new DataSummary(
                data.fingerprint(),
                data.description(),
                data.train().size(),
                data.validation().size(),
                data.test().size(),
                data.scale()));
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
