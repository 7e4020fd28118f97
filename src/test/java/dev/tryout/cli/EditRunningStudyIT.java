package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A study that runs in one process is edited from another. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class EditRunningStudyIT {
    private static final String TRAINING = """
            epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))
            while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
                while [ ! -e "$1" ]; do [ -e "$0" ] || exit 1; sleep 0.1; done
                echo "{\\"epoch\\": $epoch, \\"loss\\": $TRYOUT_PARAM_X}"
                epoch=$((epoch + 1))
            done
            """;

    private static final String STUDY = """
            version: 1
            study: edited
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: none
            budget: {trials: 1}
            parameters:
              x: {min: 0.0, max: 1.0}
              epochs: 2
            command: [sh, train.sh, go]
            grace_seconds: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private StudyView view() throws IOException {
        return new StudyFolder(folder.resolve("studies/edited"))
                .journal(null)
                .replay()
                .view();
    }

    private TryoutProcess startWaiting() throws IOException, InterruptedException {
        write("train.sh", TRAINING);
        TryoutProcess running =
                TryoutProcess.start(folder, "run", write("edited.yaml", STUDY).toString(), "--workers", "1");
        running.awaitOutput(text -> text.contains("trial 1:"));
        return running;
    }

    @Test
    void itGoesOnToTheNewBudgetInTheNewRange() throws Exception {
        try (TryoutProcess running = startWaiting()) {
            Path wanted = write(
                    "wanted.yaml",
                    STUDY.replace("trials: 1", "trials: 4").replace("{min: 0.0, max: 1.0}", "{min: 2.0, max: 3.0}"));
            try (TryoutProcess edit = TryoutProcess.run(folder, "edit", "edited", wanted.toString())) {
                assertThat(edit.exitCode()).as(edit.output()).isZero();
                assertThat(edit.output().lines())
                        .containsExactly("budget.trials: 1 -> 4", "parameters.x: 0.0 to 1.0 -> 2.0 to 3.0");
            }
            try (TryoutProcess again = TryoutProcess.run(folder, "edit", "edited", wanted.toString())) {
                assertThat(again.exitCode()).as(again.output()).isZero();
                assertThat(again.output()).contains("nothing to change");
            }
            assertThat(view().trials()).hasSize(1);
            write("go", "");
            assertThat(running.exitCode()).as(running.output()).isZero();
            assertThat(running.output()).contains("edited: budget.trials: 1 -> 4");
        }
        StudyView study = view();
        assertThat(study.phase()).isEqualTo(Phase.FINISHED);
        assertThat(study.trials()).hasSize(4).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(study.trials().get(0).configuration().number("x", 9)).isBetween(0.0, 1.0);
        assertThat(study.trials().subList(1, 4))
                .allMatch(trial -> trial.configuration().number("x", 0) >= 2);
        assertThat(study.edits()).hasSize(1);
        assertThat(new StudyFolder(folder.resolve("studies/edited"))
                        .journal(null).read().stream().filter(StudyEvent.SessionOpened.class::isInstance))
                .hasSize(1);
        assertThat(folder.resolve("studies/edited/coordinator.address")).doesNotExist();
        assertThat(folder.resolve("reports/edited.html")).content().contains("budget.trials: 1 -&gt; 4");

        try (TryoutProcess late = TryoutProcess.run(folder, "edit", "edited", "edited.yaml")) {
            assertThat(late.exitCode()).isEqualTo(ExitCode.STATE);
            assertThat(late.output()).contains("is finished", "warm_start_from: [edited]");
        }
    }

    @Test
    void afterTheCoordinatorWasKilledItIsEditedInTheJournalAndResumedWithIt() throws Exception {
        try (TryoutProcess running = startWaiting()) {
            List<ProcessHandle> workers = running.process().children().toList();
            running.process().destroyForcibly().waitFor();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(folder.resolve("studies/edited/coordinator.address")).isNotEmptyFile();
        Path wanted = write("wanted.yaml", STUDY.replace("trials: 1", "trials: 2"));
        try (TryoutProcess edit = TryoutProcess.run(folder, "edit", "edited", wanted.toString())) {
            assertThat(edit.exitCode()).as(edit.output()).isZero();
            assertThat(edit.output().lines()).containsExactly("budget.trials: 1 -> 2");
        }
        write("go", "");
        try (TryoutProcess resumed = TryoutProcess.run(folder, "resume", "edited")) {
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        }
        assertThat(view().trials()).hasSize(2).allMatch(trial -> trial.state() == TrialState.COMPLETE);
    }

    @Test
    void aCoordinatorThatDoesNotAnswerIsSaidAndNothingIsChanged() throws Exception {
        try (TryoutProcess running = startWaiting()) {
            signal("STOP", running);
            Path wanted = write("wanted.yaml", STUDY.replace("trials: 1", "trials: 2"));
            try (TryoutProcess edit = TryoutProcess.run(folder, "edit", "edited", wanted.toString())) {
                assertThat(edit.exitCode()).as(edit.output()).isEqualTo(ExitCode.STATE);
                assertThat(edit.output()).contains("did not answer within 20 s").doesNotContain("\tat ");
            }
            assertThat(view().edits()).isEmpty();
        }
    }

    private static void signal(String name, TryoutProcess process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.process().pid()))
                .start()
                .waitFor();
    }
}
