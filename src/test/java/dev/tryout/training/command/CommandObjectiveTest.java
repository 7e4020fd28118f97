package dev.tryout.training.command;

import static dev.tryout.training.command.Scripts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.space.Configuration;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.RecordedRun;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.files.RunFolder;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandObjectiveTest {
    private static final Measurement RECORDED = new Measurement(1, Map.of("accuracy", 0.25), 3);

    @TempDir
    Path folder;

    private RecordedRun run;

    @BeforeEach
    void aTrialOfThreeEpochs() {
        run = RecordedRun.of(folder, 3);
    }

    @Test
    void givesTheConfigurationInAFileAndInTheEnvironment() throws Exception {
        Configuration configuration = new Configuration(
                Map.of("learning-rate", 1.0e-4, "batch_size", 32, "optimizer", "sgd", "nesterov", true));

        execute("""
                cp "$TRYOUT_CONFIG" seen.json
                echo "$TRYOUT_PARAM_LEARNING_RATE $TRYOUT_PARAM_BATCH_SIZE $TRYOUT_PARAM_OPTIMIZER $TRYOUT_PARAM_NESTEROV"
                echo "$TRYOUT_TRIAL $TRYOUT_ATTEMPT $TRYOUT_EPOCHS $TRYOUT_SEED $TRYOUT_RESUME_EPOCH"
                echo "$TRYOUT_CHECKPOINT_DIR"
                echo '{"accuracy": 1}'
                """, run.with(configuration));

        assertThat(new ObjectMapper().readValue(folder.resolve("seen.json").toFile(), Configuration.class))
                .isEqualTo(configuration);
        assertThat(folder.resolve("tryout-attempt-1.out"))
                .hasContent("1.0E-4 32 sgd true\n7 1 3 42 0\n" + folder.toAbsolutePath() + "\n");
    }

    @Test
    void takesEachLineWithTheMetricAsAnEpoch() throws Exception {
        execute("""
                echo loading
                echo '{"epoch": 1, "accuracy": 0.5, "loss": 2}'
                echo '{"progress": 0.5}'
                echo '{"accuracy": 0.75}'
                echo 'a warning' >&2
                printf '{"epoch": 3, "accuracy": 0.7}'
                """, run);

        assertThat(run.reports()).extracting(Measurement::epoch).containsExactly(1, 2, 3);
        assertThat(run.reports())
                .extracting(Measurement::metrics)
                .containsExactly(
                        Map.of("accuracy", 0.5, "loss", 2.0), Map.of("accuracy", 0.75), Map.of("accuracy", 0.7));
        assertThat(run.progressed()).containsExactly(1, 2, 3);
        assertThat(folder.resolve("tryout-attempt-1.out")).hasContent("loading\n{\"progress\": 0.5}\n");
        assertThat(folder.resolve("tryout-attempt-1.err")).hasContent("a warning\n");
    }

    @Test
    void ignoresEpochsThatAreRecorded() throws Exception {
        RecordedRun second = run.after(List.of(RECORDED));

        execute("for i in 1 2 3; do echo \"{\\\"accuracy\\\": 0.$i}\"; done", second);

        assertThat(second.reports()).extracting(Measurement::epoch).containsExactly(2, 3);
    }

    @Test
    void saysWhereToResume() throws Exception {
        RecordedRun second = run.after(List.of(RECORDED));

        execute("echo \"{\\\"epoch\\\": $((TRYOUT_RESUME_EPOCH + 1)), \\\"accuracy\\\": 0.$TRYOUT_ATTEMPT}\"", second);

        assertThat(second.reports())
                .extracting(Measurement::epoch, Measurement::metrics)
                .containsExactly(tuple(2, Map.of("accuracy", 0.2)));
    }

    @Test
    void notesTheEpochThatTheProgramHasReached() throws Exception {
        execute("echo '{\"accuracy\": 0.5}'; echo '{\"accuracy\": 0.6}'", RecordedRun.of(folder, 2));

        assertThat(new RunFolder(folder).epoch()).isEqualTo(2);
    }

    @Test
    void startsNothingWhereAllEpochsAreRecorded() throws Exception {
        execute("touch started", RecordedRun.of(folder, 1).after(List.of(RECORDED)));

        assertThat(folder.resolve("started")).doesNotExist();
        assertThat(checkpoint(1)).exists();
    }

    @Test
    void toleratesAnyOutput() throws Exception {
        execute("""
                head -c 3000000 /dev/zero | tr '\\0' 'x'
                echo
                printf '\\377\\376\\0{\\n\\n'
                head -c 1000000 /dev/zero >&2
                echo '{"accuracy": 0.5}'
                """, run);

        assertThat(run.reports()).hasSize(1);
        assertThat(Files.size(folder.resolve("tryout-attempt-1.out"))).isBetween(1L << 20, (1L << 20) + 100);
    }

    @Test
    void keepsTheConfigurationAndTheMetricsOfAnEpochForPromotion() throws Exception {
        execute("echo '{\"accuracy\": 0.5}'", run.with(new Configuration(Map.of("depth", 4))));

        assertThat(new ObjectMapper().readTree(checkpoint(1).toFile()))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"trial\": 7, \"seed\": 42, \"configuration\": {\"depth\": 4}, \"epoch\": 1,"
                                + " \"metrics\": {\"accuracy\": 0.5}, \"seconds\": "
                                + run.reports().get(0).seconds() + "}"));
    }

    @Test
    void saysWhatIsWrongWithACheckpoint() throws IOException {
        assertThatThrownBy(() -> checkpoint(2))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("the record of epoch 2, cannot be read");
        Files.writeString(folder.resolve("tryout-epoch-2.json"), "{\"trial\": 7, ");
        assertThatThrownBy(() -> checkpoint(2)).isInstanceOf(StudyFailure.class).hasMessageContaining("is damaged");
    }

    @Test
    void leavesTestingToTheProgram() {
        CommandObjective objective = new CommandObjective(script("exit 1", folder), "accuracy");

        assertThat(objective.test(folder, run).metrics()).isEmpty();
        assertThat(objective.test(folder, run).examples()).isZero();
    }

    @Test
    void namesAProgramThatIsNotThere() {
        CommandSpec missing = new CommandSpec(List.of("no-such-program", "train"), folder.toString(), 0, 60);

        assertThatThrownBy(() -> new CommandObjective(missing, "accuracy").run(run))
                .isInstanceOf(StudyFailure.class)
                .hasMessageStartingWith("command: cannot start 'no-such-program' in " + folder + " (error=2");
    }

    @Test
    void namesAProgramThatMayNotBeExecuted() throws IOException {
        Files.writeString(folder.resolve("train.sh"), "#!/bin/sh\n");
        CommandSpec locked = new CommandSpec(List.of("./train.sh"), folder.toString(), 0, 60);

        assertThatThrownBy(() -> new CommandObjective(locked, "accuracy").run(run))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("cannot start './train.sh'")
                .hasMessageContaining("leave to execute it");
    }

    @Test
    void namesAFolderThatIsNotThere() {
        Path gone = folder.resolve("gone");

        assertThatThrownBy(() -> new CommandObjective(script("true", gone), "accuracy").run(run))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining(gone + ", where it is to run, is not a directory");
    }

    private void execute(String script, RecordedRun trial) throws Exception {
        try (CommandObjective objective = new CommandObjective(script(script, folder), "accuracy")) {
            objective.run(trial);
        }
    }

    private Path checkpoint(int epoch) {
        return new CommandObjective(script("true", folder), "accuracy").checkpoint(folder, epoch);
    }
}
