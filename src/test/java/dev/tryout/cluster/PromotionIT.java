package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two worker processes under the promotion kind of ASHA: trials pause, and go on from their checkpoints. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class PromotionIT {
    /** Keeps its last epoch in a checkpoint, refuses to go on from any other, and lists every epoch that it has trained. */
    private static final String TRAINING = """
            #!/bin/sh
            checkpoint="$TRYOUT_CHECKPOINT_DIR/last-epoch"
            epoch=$(cat "$checkpoint" 2>/dev/null || echo 0)
            if [ "$epoch" -ne "${TRYOUT_RESUME_EPOCH:-0}" ]; then
                echo "the checkpoint is of epoch $epoch, not of $TRYOUT_RESUME_EPOCH" >&2
                exit 9
            fi
            while [ "$epoch" -lt "$TRYOUT_EPOCHS" ]; do
                sleep 1
                epoch=$((epoch + 1))
                echo "$TRYOUT_TRIAL/$epoch" >> "$1"
                echo "$epoch" > "$checkpoint"
                LC_ALL=C awk -v x="$TRYOUT_PARAM_X" -v e="$epoch" 'BEGIN {
                    printf "{\\"epoch\\": %d, \\"loss\\": %.9f}\\n", e, (x - 1) ^ 2 + 1 / e
                }'
            done
            """;

    private static final String STUDY = """
            version: 1
            study: halving
            seed: 11
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: {type: asha, min_epochs: 1, reduction_factor: 3}
            budget: {trials: 9}
            parameters:
              x: {min: -5.0, max: 5.0}
              epochs: 9
            command: [sh, SCRIPT, LOG]
            grace_seconds: 5
            """;

    @TempDir
    private static Path folder;

    @Test
    void trainsNoEpochTwice() throws Exception {
        Path log = folder.resolve("trained.log");
        Path script = Files.writeString(folder.resolve("train.sh"), TRAINING);
        Path study = Files.writeString(
                folder.resolve("halving.yaml"),
                STUDY.replace("SCRIPT", script.toString()).replace("LOG", log.toString()));
        try (TryoutProcess run = TryoutProcess.run(folder, "run", study.toString(), "--workers", "2")) {
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        StudyFolder halving = new StudyFolder(folder.resolve("studies").resolve("halving"));
        JournalChecker.Summary summary = JournalChecker.check(halving.journal(null));
        List<String> recorded = summary.state().trials().stream()
                .flatMap(trial -> trial.measurements().stream().map(epoch -> trial.id() + "/" + epoch.epoch()))
                .toList();
        assertThat(Files.readAllLines(log)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(recorded);

        List<Trial> trials = summary.state().trials();
        assertThat(trials).hasSize(9).noneMatch(trial -> trial.state() == TrialState.FAILED);
        assertThat(trials.stream().filter(trial -> trial.attempt() > 1).count())
                .as("trials that went on from a checkpoint")
                .isGreaterThanOrEqualTo(3);
        assertThat(trials.stream().filter(trial -> trial.state() == TrialState.COMPLETE))
                .as("at least one trial comes to its end")
                .isNotEmpty()
                .allMatch(trial -> trial.lastEpoch() == 9);
        assertThat(summary.lostWithWorker()).isZero();
    }
}
