package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.TensorSource;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages that are trained late, in the middle of a trial. */
class StrategyIT {
    private static final int EPOCHS = 3;
    private static FineTuning tuning;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        tuning = FineTuningFixture.over(Glosses.draw(48, 32, 5));
    }

    @AfterAll
    static void stop() {
        tuning.close();
    }

    @ParameterizedTest
    @CsvSource({"linear-probe, adamw", "gradual-unfreezing, adam", "gradual-unfreezing, rmsprop", "plain, nesterov"})
    void aTrialThatPausesBetweenAnyEpochsGoesOnDigitForDigit(String strategy, String optimizer) throws Exception {
        Map<String, Object> settings = settings(strategy, optimizer);
        FakeRun whole = new FakeRun(1, settings, EPOCHS, Files.createDirectory(folder.resolve("whole")));
        tuning.run(whole);

        Path parts = Files.createDirectory(folder.resolve("parts"));
        List<Measurement> recorded = List.of();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            FakeRun part = new FakeRun(1, settings, EPOCHS, parts)
                    .recorded(recorded)
                    .deciding(measurement -> Decision.pause("later"));
            tuning.run(part);
            assertThat(part.reported.get(0).metrics())
                    .isEqualTo(whole.reported.get(epoch - 1).metrics());
            recorded = whole.reported.subList(0, epoch);
        }
    }

    @Test
    void gradualUnfreezingTrainsOneStageMoreEachEpoch() throws Exception {
        Map<String, Object> settings = settings("gradual-unfreezing", "adamw");
        FakeRun run = new FakeRun(1, settings, EPOCHS, folder).deciding(measurement -> Decision.pause("later"));
        tuning.run(run);
        assertThat(stagesWithState(1)).containsExactly("classifier");

        tuning.run(new FakeRun(1, settings, EPOCHS, folder)
                .recorded(run.reported)
                .deciding(measurement -> Decision.pause("later")));
        assertThat(stagesWithState(2)).containsExactly("classifier", "layer.5");
        assertThat(steps(2, "classifier.bias")).isEqualTo(6);
        assertThat(steps(2, "bert.encoder.layer.5.output.dense.bias")).isEqualTo(3);
    }

    private Set<String> stagesWithState(int epoch) throws IOException {
        TreeSet<String> stages = new TreeSet<>();
        try (CheckpointFile file = open(epoch)) {
            for (String name : file.optimizerState().keySet()) {
                stages.add(name.replaceAll("^.*(layer\\.\\d|classifier).*$", "$1"));
            }
        }
        return stages;
    }

    private float steps(int epoch, String parameter) throws IOException {
        try (CheckpointFile file = open(epoch)) {
            TensorSource source = Objects.requireNonNull(file.optimizerState().get("steps/" + parameter));
            return source.values().read()[0];
        }
    }

    private CheckpointFile open(int epoch) throws IOException {
        return CheckpointFile.open(folder.resolve("epoch-000" + epoch + ".safetensors"));
    }

    private static Map<String, Object> settings(String strategy, String optimizer) {
        return Map.of(
                "strategy",
                strategy,
                "optimizer",
                optimizer,
                "freeze_depth",
                5,
                "learning_rate",
                1e-3,
                "batch_size",
                16,
                "layer_decay",
                0.7,
                "l1",
                1e-6);
    }
}
