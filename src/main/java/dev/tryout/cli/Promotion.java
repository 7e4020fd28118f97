package dev.tryout.cli;

import dev.tryout.cluster.Promoter;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TestResult;
import dev.tryout.training.champion.ModelFolder;
import dev.tryout.training.champion.ModelOrigin;
import dev.tryout.training.data.TargetScale;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Makes the champion's folder: a model where a task was fine-tuned, the winning configuration where a program was run. */
final class Promotion implements Promoter {
    private static final String CONFIGURATION = "champion.json";

    private final StudyFolder folder;

    Promotion(StudyFolder folder) {
        this.folder = folder;
    }

    @Override
    public Champion promote(StudyView study, Trial trial, Path checkpoint, TestResult test) throws IOException {
        ObjectiveSpec objective = ObjectiveJson.read(study.created().objective());
        if (objective instanceof TaskSpec task) {
            ModelFolder.write(folder.champion(), checkpoint, task, test, origin(study));
        } else {
            Files.createDirectories(folder.champion());
            Path temporary = folder.champion().resolve(CONFIGURATION + ".tmp");
            Files.copy(checkpoint, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, folder.champion().resolve(CONFIGURATION), StandardCopyOption.ATOMIC_MOVE);
        }
        return new Champion(
                trial.id(),
                trial.best(study.spec().metric()).orElseThrow().epoch(),
                folder.champion().toString(),
                test.metrics(),
                test.intervals(),
                test.validationIntervals(),
                test.examples(),
                test.labels(),
                test.confusion(),
                List.of());
    }

    private ModelOrigin origin(StudyView study) throws IOException {
        Optional<DataSummary> data = DataSummary.read(folder);
        return new ModelOrigin(
                study.spec().name(),
                data.map(DataSummary::description).orElse("not known"),
                data.map(DataSummary::scale).orElse(TargetScale.NONE),
                Version.all());
    }
}
