package dev.tryout.training.finetune;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.TrialRun;
import dev.tryout.training.tensor.Checkpoint;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.CheckpointFolder;
import dev.tryout.training.tensor.TensorSource;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a trial goes on: at its newest checkpoint that is whole, or at the beginning. */
final class ResumePoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResumePoint.class);

    private final @Nullable CheckpointFile file;

    private ResumePoint(@Nullable CheckpointFile file) {
        this.file = file;
    }

    /** @throws StudyFailure where data or pre-trained weights are not those of the trial's first epochs */
    static ResumePoint find(CheckpointFolder folder, TrialRun run, Workbench workbench, EncodedData data)
            throws IOException {
        boolean remembers = TrainingSettings.of(run.configuration()).optimizer().remembers();
        CheckpointFile file = folder.newest(
                        checkpoint -> isOf(run, checkpoint),
                        checkpoint -> remembers && checkpoint.epoch() < run.epochs())
                .orElse(null);
        if (file == null) {
            return new ResumePoint(null);
        }
        Checkpoint checkpoint = file.checkpoint();
        try {
            requireSameSources(checkpoint, workbench, data);
        } catch (StudyFailure changed) {
            file.close();
            throw changed;
        }
        LOG.info("Trial {} goes on behind epoch {}", run.trial(), checkpoint.epoch());
        return new ResumePoint(file);
    }

    /** Whether it is of the run that a trial is of. */
    static boolean isOf(TrialRun run, Checkpoint checkpoint) {
        boolean isSame = checkpoint.epochs() == run.epochs()
                && checkpoint.configuration().equals(run.configuration());
        boolean isShared = run.isShared()
                && checkpoint
                        .configuration()
                        .without(TrainingSettings.EPOCHS)
                        .equals(run.configuration().without(TrainingSettings.EPOCHS));
        return checkpoint.trial() == run.run() && checkpoint.seed() == run.seed() && (isSame || isShared);
    }

    /** A checkpoint means nothing without the data and the pre-trained weights that it was trained on. */
    static void requireSameSources(Checkpoint checkpoint, Workbench workbench, EncodedData data) {
        if (!checkpoint.data().equals(data.fingerprint())) {
            throw new StudyFailure(
                    "the data changed since the study began: put back what it was, or start a new study");
        }
        if (!checkpoint.backbone().equals(workbench.backboneHash())) {
            throw new StudyFailure("the pre-trained weights changed since the study began: their SHA-256 was "
                    + checkpoint.backbone() + " and is " + workbench.backboneHash()
                    + ". Run the version that began it, or start a new study");
        }
    }

    /** One for each epoch that need not be trained again. */
    List<Measurement> measurements() {
        return file == null ? List.of() : file.checkpoint().measurements();
    }

    long step() {
        return file == null ? 0 : file.checkpoint().optimizerStep();
    }

    Map<String, TensorSource> parameters() throws IOException {
        return file == null ? Map.of() : file.parameters();
    }

    Map<String, TensorSource> optimizerState() throws IOException {
        return file == null ? Map.of() : file.optimizerState();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
