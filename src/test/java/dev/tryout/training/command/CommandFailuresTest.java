package dev.tryout.training.command;

import static dev.tryout.training.command.Scripts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.CommandSpec;
import dev.tryout.training.RecordedRun;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandFailuresTest {
    @TempDir
    Path folder;

    private RecordedRun run;

    @BeforeEach
    void aTrialOfThreeEpochs() {
        run = RecordedRun.of(folder, 3);
    }

    @Test
    void keepsTheEndOfStandardErrorOfAProgramThatEndsBadly() {
        assertFails("for i in $(seq 1 30); do echo \"error $i\" >&2; done; exit 3")
                .hasMessageStartingWith("'sh' ended with exit code 3; " + folder.resolve("tryout-attempt-1.err")
                        + " ends with:\nerror 11\nerror 12\n")
                .hasMessageEndingWith("error 30");
    }

    @Test
    void keepsNoMoreThanFourKibibytesOfIt() {
        assertFails("head -c 100000 /dev/zero | tr '\\0' 'x' >&2; exit 1")
                .hasMessageMatching("(?s).* ends with:\n" + "x".repeat(4_096));
    }

    @Test
    void namesTheSignalThatEndedAProgram() {
        assertFails("kill -9 $$").hasMessage("'sh' was ended by signal 9 and nothing on its standard error");
    }

    @Test
    void failsWhereTheLastReportIsFollowedByABadEnd() {
        assertFails("echo '{\"accuracy\": 0.5}'; exit 4").hasMessageContaining("exit code 4");
        assertThat(run.reports()).hasSize(1);
    }

    @Test
    void failsWithoutAReport() {
        assertFails("echo hello")
                .hasMessage("'sh' ended without a report; for each epoch it must print a line like"
                        + " {\"epoch\": 1, \"accuracy\": 0.5}. Its output is in "
                        + folder.resolve("tryout-attempt-1.out"));
    }

    @Test
    void failsOnAMetricThatIsNotFiniteAndEndsTheProgram() throws Exception {
        assertFails("echo $$ > pid; echo '{\"accuracy\": 0.5}'; echo '{\"accuracy\": NaN}'; exec sleep 300")
                .hasMessage("epoch 2: accuracy is NaN");

        assertThat(run.reports()).hasSize(1);
        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void failsOnAReportWithoutTheMetric() throws Exception {
        assertFails("echo $$ > pid; echo '{\"epoch\": 1, \"loss\": 0.5}'; exec sleep 300")
                .hasMessageContaining("lacks the metric 'accuracy'; its keys are epoch, loss");

        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void failsAProgramThatReportsNothingForTooLong() throws Exception {
        CommandSpec silent = new CommandSpec(
                List.of("sh", "-c", "echo $$ > pid; while true; do echo still here; sleep 0.1; done"),
                folder.toString(),
                0,
                1);

        assertThatThrownBy(() -> new CommandObjective(silent, "accuracy").run(run))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(
                        "no report for 1 s after epoch 0; where epochs take longer, raise silence_seconds");
        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    @Test
    void acceptsAProgramThatHangsAfterItsLastEpochAndEndsIt() throws Exception {
        CommandSpec hanging = new CommandSpec(
                List.of("sh", "-c", "echo $$ > pid; echo '{\"epoch\": 3, \"accuracy\": 0.5}'; exec sleep 300"),
                folder.toString(),
                0,
                1);

        new CommandObjective(hanging, "accuracy").run(run);

        assertThat(run.reports()).hasSize(1);
        assertThat(Scripts.lives(folder.resolve("pid"))).isFalse();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String text) {
        return assertThatThrownBy(() -> new CommandObjective(script(text, folder), "accuracy").run(run))
                .isInstanceOf(CommandFailure.class);
    }
}
