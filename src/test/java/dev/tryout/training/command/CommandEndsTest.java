package dev.tryout.training.command;

import static dev.tryout.training.command.Scripts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.CommandSpec;
import dev.tryout.training.RecordedRun;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No process outlives its run. */
class CommandEndsTest {
    /** Notes its number, reports once and then does as it likes. */
    private static final String REPORT = "echo $$ > pid; echo '{\"accuracy\": 0.5}'; ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            names = {"STOP", "PAUSE"},
            value = Decision.Action.class)
    void aProgramIsAskedToEndAndGivenTimeTo(Decision.Action action) throws Exception {
        CommandSpec tidy = new CommandSpec(
                List.of(
                        "sh",
                        "-c",
                        "trap 'echo saved > saved; exit 0' TERM; " + REPORT + "while true; do sleep 0.05; done"),
                folder.toString(),
                60,
                60);
        RecordedRun run = runAnswering(report -> new Decision(action, "enough"));

        new CommandObjective(tidy, "accuracy").run(run);

        assertThat(run.reports()).hasSize(1);
        assertThat(folder.resolve("saved")).hasContent("saved\n");
        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void aProgramThatWillNotEndIsMadeTo() throws Exception {
        CommandSpec stubborn = new CommandSpec(
                List.of("sh", "-c", "trap '' TERM; " + REPORT + "while true; do sleep 0.05; done"),
                folder.toString(),
                1,
                60);

        new CommandObjective(stubborn, "accuracy").run(runAnswering(report -> Decision.stop("enough")));

        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void aProgramThatWritesWithoutEndIsStoppedWithinItsGrace() throws Exception {
        CommandSpec chatty = new CommandSpec(
                List.of(
                        "sh",
                        "-c",
                        "trap 'echo saved > saved; exit 0' TERM; " + REPORT + "while true; do echo more; done"),
                folder.toString(),
                60,
                60);

        new CommandObjective(chatty, "accuracy").run(runAnswering(report -> Decision.stop("enough")));

        assertThat(folder.resolve("saved")).hasContent("saved\n");
    }

    @Test
    void aReportBeyondTheLastEpochEndsTheProgram() throws Exception {
        RecordedRun run = RecordedRun.of(folder, 2);

        execute("echo $$ > pid; while true; do echo '{\"accuracy\": 0.5}'; sleep 0.01; done", run);

        assertThat(run.reports()).extracting(Measurement::epoch).containsExactly(1, 2);
        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void childrenEndWithTheirParent() throws Exception {
        execute(
                "sh -c 'echo $$ > child; exec sleep 300' & while [ ! -s child ]; do sleep 0.01; done; " + REPORT
                        + "wait",
                runAnswering(report -> Decision.stop("enough")));

        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
        assertThat(Scripts.lives(folder.resolve("child"))).isFalse();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux shows another process's environment")
    void aChildLeftBehindEndsWithTheRun() throws Exception {
        RecordedRun run = RecordedRun.of(folder, 3);

        execute(
                "(sh -c 'echo $$ > child; exec sleep 300' &); while [ ! -s child ]; do sleep 0.01; done; " + REPORT,
                run);

        assertThat(run.reports()).hasSize(1);
        assertThat(Scripts.lives(folder.resolve("child"))).isFalse();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux shows another process's environment")
    void aProgramLeftByAKilledWorkerEndsBeforeTheNextAttempt() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment().put("TRYOUT_CHECKPOINT_DIR", folder.toString());
        Process leftover = builder.start();
        builder.environment().put("TRYOUT_CHECKPOINT_DIR", folder + "0");
        Process anothers = builder.start();

        try {
            execute(REPORT, RecordedRun.of(folder, 1));

            assertThat(ProgramTree.lives(leftover.toHandle())).isFalse();
            assertThat(anothers.isAlive()).isTrue();
        } finally {
            anothers.destroyForcibly();
        }
    }

    /** As where a worker that was stopped wakes, its trial long with another. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux shows another process's environment")
    void anAttemptThatWasTakenBackLeavesTheNextOnesProgramAlone() throws Exception {
        RecordedRun first = RecordedRun.of(folder, 1);
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment()
                .putAll(ProgramEnvironment.of(first.after(List.of()), folder.resolve("tryout-config.json")));
        Process next = builder.start();

        try {
            execute(REPORT, first);

            assertThat(next.isAlive()).isTrue();
        } finally {
            next.destroyForcibly();
        }
    }

    @Test
    void anInterruptionEndsTheProgram() throws Exception {
        assertThatThrownBy(() -> execute(REPORT + "exec sleep 300", runAnswering(report -> {
                    Thread.currentThread().interrupt();
                    return Decision.CONTINUE;
                })))
                .isInstanceOf(InterruptedException.class);

        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void closingTheObjectiveEndsTheProgram() throws Exception {
        CommandObjective objective = new CommandObjective(script(REPORT + "exec sleep 300", folder), "accuracy");

        assertThatThrownBy(() -> objective.run(runAnswering(report -> {
                    objective.close();
                    return Decision.CONTINUE;
                })))
                .isInstanceOf(InterruptedException.class);
        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void aReportThatCannotBeDeliveredEndsTheProgram() throws Exception {
        assertThatThrownBy(() -> execute(REPORT + "exec sleep 300", runAnswering(report -> {
                    throw new IllegalStateException("lost");
                })))
                .hasMessage("lost");

        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void aProgramThatClosesItsOutputIsWaitedFor() throws Exception {
        execute(REPORT + "exec >&-; sleep 0.3; echo done > finished", RecordedRun.of(folder, 1));

        assertThat(Files.readString(folder.resolve("finished"))).isEqualTo("done\n");
    }

    private RecordedRun runAnswering(Function<Measurement, Decision> script) {
        return RecordedRun.of(folder, 3).answering(script);
    }

    private void execute(String script, RecordedRun run) throws Exception {
        try (CommandObjective objective = new CommandObjective(script(script, folder), "accuracy")) {
            objective.run(run);
        }
    }
}
