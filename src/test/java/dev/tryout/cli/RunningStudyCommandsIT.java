package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A study that runs in one process is looked at, paused, stopped and retried from others, with its folder and without. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class RunningStudyCommandsIT {
    /** Reports an epoch for each file go-1, go-2 and so on; fails where a file called broken is there. */
    private static final String TRAINING = """
            epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))
            while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
                while [ ! -e "go-$epoch" ]; do
                    [ -e train.sh ] || exit 1
                    [ -e broken ] && { echo "the disk is broken" >&2; exit 1; }
                    sleep 0.1
                done
                echo "{\\"epoch\\": $epoch, \\"loss\\": $TRYOUT_PARAM_X}"
                epoch=$((epoch + 1))
            done
            """;

    private static final String STUDY = """
            version: 1
            study: steered
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: none
            budget: {trials: 4}
            parameters:
              x: {min: 0.0, max: 1.0}
              epochs: 2
            command: [sh, train.sh]
            grace_seconds: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private StudyView view() throws IOException {
        return new StudyFolder(folder.resolve("studies/steered"))
                .journal(null)
                .replay()
                .view();
    }

    private TryoutProcess start() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("train.sh"), TRAINING);
        Files.writeString(folder.resolve("steered.yaml"), STUDY);
        TryoutProcess running = TryoutProcess.start(folder, "run", "steered.yaml", "--workers", "1");
        running.awaitOutput(text -> text.contains("trial 1:"));
        return running;
    }

    private void let(String file) throws IOException {
        Files.writeString(folder.resolve(file), "");
    }

    private String ok(String... arguments) throws IOException, InterruptedException {
        try (TryoutProcess process = TryoutProcess.run(folder, arguments)) {
            assertThat(process.exitCode()).as(process.output()).isZero();
            return process.output();
        }
    }

    private String refused(int exitCode, String... arguments) throws IOException, InterruptedException {
        try (TryoutProcess process = TryoutProcess.run(folder, arguments)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            assertThat(process.output()).doesNotContain("\tat ");
            return process.output();
        }
    }

    /** The command on a machine that has no folder of the study. */
    private String joining(String... arguments) throws IOException, InterruptedException {
        String address = Files.readString(folder.resolve("studies/steered/coordinator.address"));
        return ok(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of(
                                "--join",
                                address,
                                "--studies",
                                folder.resolve("elsewhere").toString()))
                .toArray(String[]::new));
    }

    @Test
    void pausedLookedAtAndStopped() throws Exception {
        try (TryoutProcess running = start()) {
            let("go-1");
            running.awaitOutput(text -> text.contains("trial 1 epoch 1/2"));
            assertThat(ok("top", "steered")).contains("steered  running", "trial 1", "worker-1", "epoch 2/2", "rank");
            assertThat(joining("top", "steered")).contains("steered  running", "epoch 2/2");
            assertThat(new ObjectMapper().readTree(joining("status", "steered", "--json")))
                    .isEqualTo(new ObjectMapper().readTree(ok("status", "steered", "--json")));
            assertThat(joining("leaderboard", "steered")).isEqualTo(ok("leaderboard", "steered"));
            joining("report", "steered", "--reports", "elsewhere");
            assertThat(folder.resolve("elsewhere/steered.html")).content().contains("steered");
            assertThat(ok("pause", "steered"))
                    .contains("study 'steered' is paused", "asked for it; go on with  ./tryout resume steered");
            assertThat(running.exitCode()).as(running.output()).isEqualTo(ExitCode.PAUSED);
            assertThat(running.output())
                    .contains("asked for it. Go on with:  ./tryout resume steered")
                    .doesNotContain("mended");
        }
        assertThat(ok("pause", "steered")).contains("nobody works on study 'steered'; it is paused");
        assertThat(ok("top")).contains("steered", "paused");

        try (TryoutProcess resumed = TryoutProcess.start(folder, "resume", "steered")) {
            resumed.awaitOutput(text -> text.contains("trial 1 goes on, attempt 2"));
            assertThat(joining("stop", "steered")).contains("running trials end with their next epoch");
            assertThat(ok("status", "steered")).contains("stopping");
            let("go-2");
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
            assertThat(resumed.output()).contains("finished: stopped by", "champion  trial 1");
        }
        StudyView study = view();
        assertThat(study.phase()).isEqualTo(Phase.FINISHED);
        assertThat(study.champion()).isNotNull();
        assertThat(study.trials()).singleElement().extracting(Trial::attempt).isEqualTo(2);
        assertThat(refused(ExitCode.STATE, "retry", "--failed", "steered")).contains("has its champion");
        assertThat(ok("stop", "steered")).contains("is finished: stopped by");
        assertThat(refused(ExitCode.STATE, "pause", "steered")).contains("it is finished");
    }

    @Test
    void failedTrialsAreTriedAgainOnceItIsMended() throws Exception {
        let("broken");
        try (TryoutProcess running = start()) {
            assertThat(running.exitCode()).as(running.output()).isEqualTo(ExitCode.PAUSED);
            assertThat(running.output()).contains("the disk is broken", "once it is mended");
        }
        Files.delete(folder.resolve("broken"));
        assertThat(ok("retry", "--failed", "steered"))
                .contains("tried again: trials 1, 2, 3; go on with  ./tryout resume steered");
        let("go-1");
        let("go-2");
        try (TryoutProcess resumed = TryoutProcess.run(folder, "resume", "steered")) {
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        }
        assertThat(view().trials()).hasSize(4).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(view().trials().subList(0, 3)).extracting(Trial::attempt).containsOnly(2);
    }

    @Test
    void editedFromElsewhereAndTheStudyFileOfItsFolderWithIt() throws Exception {
        try (TryoutProcess running = start()) {
            Path wanted = Files.writeString(folder.resolve("wanted.yaml"), STUDY.replace("trials: 4", "trials: 2"));
            assertThat(joining("edit", "steered", wanted.toString())).contains("budget.trials: 4 -> 2");
            let("go-1");
            let("go-2");
            assertThat(running.exitCode()).as(running.output()).isZero();
        }
        assertThat(view().trials()).hasSize(2);
        assertThat(Files.readString(folder.resolve("studies/steered/study.yaml")))
                .contains("trials: 2");
    }

    @Test
    void whatItWaitsForIsSaidOnItsOwnMachineToo() throws Exception {
        try (TryoutProcess running = start()) {
            String gpu = STUDY + "workers: {device: gpu}\n";
            ok(
                    "edit",
                    "steered",
                    Files.writeString(folder.resolve("wanted.yaml"), gpu).toString());
            let("go-1");
            let("go-2");
            running.awaitOutput(text -> text.contains("waits for a worker that has a gpu"));
            assertThat(ok("status", "steered")).contains("waiting", "waits for a worker that has a gpu");
            assertThat(joining("status", "steered")).isEqualTo(ok("status", "steered"));
        }
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertThat(refused(ExitCode.USAGE, "status", "none", "--join", "nowhere"))
                .contains("--join must be HOST:PORT, got 'nowhere'");
        assertThat(refused(ExitCode.USAGE, "top", "--join", "127.0.0.1:1"))
                .contains("--join needs the name of a study");
        assertThat(refused(ExitCode.STATE, "stop", "none")).contains("no study 'none'");
        assertThat(refused(ExitCode.STATE, "status", "none", "--join", "127.0.0.1:1"))
                .contains("no answer about study 'none' from the cluster at 127.0.0.1:1 within 20 s");
        assertThat(refused(ExitCode.USAGE, "retry", "none")).contains("--failed");
        assertThat(List.of(ok("top"))).allMatch(text -> text.contains("no study in"));
    }
}
