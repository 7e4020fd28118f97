package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.cli.TryoutProcess;
import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Coordinators and workers as real processes, killed in the middle of their work. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class WorkerProcessIT {
    private static final int TRIALS = 6;
    private static final int EPOCHS = 4;
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(15);

    /** Trains nothing, slowly enough to be killed, and says a lot besides its reports. */
    private static final String TRAINING = ShellStudy.script(
            List.of(
                    "printf 'loading \\001\\377 {\"epoch\": 1, \"loss\"\\n[1, 2]\\nnull\\n'",
                    ShellStudy.AFTER_THE_LAST_EPOCH.get(0)),
            List.of("sleep 0.4"));

    @TempDir
    private static Path folder;

    private static JsonNode undisturbed;

    @BeforeAll
    static void runUndisturbedWithOneWorker() throws Exception {
        Files.writeString(folder.resolve("train.sh"), TRAINING);
        try (TryoutProcess run = start("undisturbed", 1)) {
            run.awaitOutput(text -> text.contains("trial 1 epoch 1/"));
            try (TryoutProcess second = start("undisturbed", 1)) {
                assertThat(second.exitCode()).as(second.output()).isEqualTo(4);
                assertThat(second.output()).contains("another process is working on the study");
            }
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("champion  trial");
        }
        undisturbed = leaderboard("undisturbed");
    }

    @AfterEach
    void endWhatIsLeft() {
        programs().forEach(ProcessHandle::destroyForcibly);
    }

    private static TryoutProcess start(String name, int workers) throws IOException {
        return start(name, workers, "train.sh");
    }

    private static TryoutProcess start(String name, int workers, String script) throws IOException {
        String study =
                ShellStudy.yaml(name, TRIALS, EPOCHS, folder.resolve(script).toString());
        Path file = Files.writeString(folder.resolve(name + ".yaml"), study);
        return TryoutProcess.start(folder, "run", file.toString(), "--workers", String.valueOf(workers));
    }

    private void resumeToTheEnd(String name) throws Exception {
        try (TryoutProcess resumed = TryoutProcess.run(folder, "resume", name, "--workers", "2")) {
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        }
    }

    private static JsonNode leaderboard(String name) throws IOException, InterruptedException {
        try (TryoutProcess board = TryoutProcess.run(folder, "leaderboard", name, "--json")) {
            return new ObjectMapper().readTree(board.output());
        }
    }

    private static StudyFolder study(String name) {
        return new StudyFolder(folder.resolve("studies").resolve(name));
    }

    private static JournalChecker.Summary check(String name) throws IOException {
        return JournalChecker.check(study(name).journal(null));
    }

    /** Programs of this test that run, whoever started them. */
    private static List<ProcessHandle> programs() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(folder + "/") && line.contains(".sh"))
                        .isPresent())
                .toList();
    }

    private static void expectComplete(JournalChecker.Summary summary) {
        assertThat(summary.trials()).isEqualTo(TRIALS);
        assertThat(summary.epochs()).isEqualTo(TRIALS * EPOCHS);
        assertThat(summary.state().phase()).isEqualTo(Phase.FINISHED);
        assertThat(summary.state().trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(summary.state().champion()).isPresent();
    }

    @Test
    void anUndisturbedStudyLeavesItsChampionItsReportAndItsJournal() throws Exception {
        JournalChecker.Summary summary = check("undisturbed");
        expectComplete(summary);
        assertThat(summary.attempts()).isEqualTo(TRIALS);
        StudyState state = summary.state();
        Champion champion = state.champion().orElseThrow();
        assertThat(undisturbed).hasSize(TRIALS);
        assertThat(undisturbed.get(0).get("trial").asInt()).isEqualTo(champion.trial());
        assertThat(Path.of(champion.folder()))
                .isEqualTo(study("undisturbed").champion())
                .isNotEmptyDirectory();
        assertThat(folder.resolve("reports/undisturbed.html")).isNotEmptyFile();
        assertThat(programs()).isEmpty();
    }

    @Test
    void killedWorkersCostNoEpochAndNoTrial() throws Exception {
        try (TryoutProcess running = start("worker-killed", 2)) {
            int kills = 3;
            for (int i = 1; i <= kills; i++) {
                int epochs = 3 * i;
                running.awaitOutput(text ->
                        text.lines().filter(line -> line.contains(" epoch ")).count() >= epochs);
                training(running.process()).destroyForcibly();
            }
            assertThat(running.exitCode()).as(running.output()).isZero();

            JournalChecker.Summary summary = check("worker-killed");
            expectComplete(summary);
            assertThat(summary.sessions()).isEqualTo(1);
            assertThat(summary.lostWithWorker())
                    .as("a trial may end just before the kill")
                    .isBetween(kills - 1, kills);
            assertThat(summary.attempts()).isEqualTo(TRIALS + summary.lostWithWorker());
            assertThat(summary.state().trials().stream()
                            .mapToInt(Trial::infrastructureFailures)
                            .sum())
                    .isEqualTo(summary.lostWithWorker());
            assertThat(leaderboard("worker-killed")).isEqualTo(undisturbed);
            assertThat(programs()).isEmpty();
        }
    }

    /** A worker whose program runs, so that killing it costs an attempt. */
    private static ProcessHandle training(Process coordinator) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            Optional<ProcessHandle> worker = coordinator
                    .children()
                    .filter(child -> child.children().findAny().isPresent())
                    .findFirst();
            if (worker.isPresent()) {
                return worker.get();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no worker trained within 30 s");
    }

    @Test
    void aKilledCoordinatorsWorkersEndAndTheStudyGoesOn() throws Exception {
        try (TryoutProcess running = start("coordinator-killed", 2)) {
            running.awaitOutput(text -> text.contains("trial 3 epoch 1/"));
            List<ProcessHandle> workers = running.process().children().toList();
            assertThat(workers).hasSize(2);
            running.process().destroyForcibly().waitFor();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(ORPHAN_LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(programs()).isEmpty();
            JournalChecker.Summary before = check("coordinator-killed");

            resumeToTheEnd("coordinator-killed");
            JournalChecker.Summary after = check("coordinator-killed");
            expectComplete(after);
            assertThat(after.sessions()).isEqualTo(2);
            assertThat(after.lostWithWorker()).isZero();
            assertThat(after.lostWithCoordinator()).isBetween(1, 2);
            assertThat(study("coordinator-killed").journal(null).read().subList(0, before.events()))
                    .as("what was recorded stays")
                    .hasSize(before.events());
            assertThat(leaderboard("coordinator-killed")).isEqualTo(undisturbed);
        }
    }

    @Test
    void ctrlCEndsCleanlyAndSaysHowToGoOn() throws Exception {
        try (TryoutProcess running = start("interrupted", 2)) {
            running.awaitOutput(text -> text.contains("trial 3 epoch 1/"));
            List<ProcessHandle> workers = running.process().children().toList();
            interrupt(running.process().toHandle()); // As a terminal does: all at once.
            workers.forEach(WorkerProcessIT::interrupt);
            assertThat(running.exitCode()).as(running.output()).isEqualTo(130);
            assertThat(running.output()).contains("resume interrupted");
            assertThat(workers).noneMatch(ProcessHandle::isAlive);
            assertThat(programs()).isEmpty();
            assertThat(check("interrupted").state().phase()).isEqualTo(Phase.PAUSED);

            resumeToTheEnd("interrupted");
            expectComplete(check("interrupted"));
        }
    }

    private static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aProgramThatAlwaysFailsPausesTheStudyAndItsErrorIsSaid() throws Exception {
        Files.writeString(folder.resolve("broken.sh"), "echo 'no module named torch' >&2; exit 3\n");
        try (TryoutProcess running = start("broken", 1, "broken.sh")) {
            assertThat(running.exitCode()).as(running.output()).isEqualTo(5);
            assertThat(running.output())
                    .contains("exit code 3")
                    .contains("no module named torch")
                    .contains("resume broken")
                    .doesNotContain("Exception");
            JournalChecker.Summary summary = check("broken");
            assertThat(summary.state().phase()).isEqualTo(Phase.PAUSED);
            assertThat(summary.lostWithWorker()).isZero();
            assertThat(summary.state().trials()).allMatch(trial -> trial.state() == TrialState.FAILED);
        }
    }
}
