package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import dev.tryout.training.MemoryLimits;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches that are computed in parts, because the settings say so or because memory runs out. */
class AccumulationIT {
    /** Texts of many lengths; the last batch is smaller than the others, and so is the last part of each. */
    private static final Map<String, Object> SETTINGS = Map.of(
            "freeze_depth",
            5,
            "learning_rate",
            1e-3,
            "batch_size",
            16,
            "dropout",
            0,
            "head_dropout",
            0,
            "label_smoothing",
            0.1,
            "optimizer",
            "sgd",
            "l2",
            1e-3);

    private static FineTuning tuning;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        tuning = FineTuningFixture.over(Glosses.draw(72, 32, 5));
    }

    @AfterAll
    static void stop() {
        tuning.close();
    }

    @AfterEach
    void restoreMemory() {
        System.clearProperty(DeviceMemory.SIMULATED_EXAMPLES);
    }

    @Test
    void microBatchesGiveTheSameResultAsTheWholeBatch() throws Exception {
        List<Measurement> whole = train(Map.of());
        List<Measurement> parts = train(Map.of("micro_batch_size", 5));

        assertSame(parts, whole);
        assertThat(parts).noneMatch(epoch -> epoch.metrics().containsKey("micro_batch"));
    }

    @Test
    void whereMemoryRunsOutTheStepIsRepeatedInHalvesAndTheTrialGoesOn() throws Exception {
        List<Measurement> whole = train(Map.of());
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "5");
        List<Measurement> forced = train(Map.of());

        assertSame(forced, whole);
        assertThat(forced).allSatisfy(epoch -> assertThat(epoch.metrics()).containsEntry("micro_batch", 4.0));
    }

    @Test
    void whereMemoryRunsOutForTheOptimizerOrInEvaluationTheTrialGoesOn() throws Exception {
        List<Measurement> whole = train(Map.of());
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "16");
        List<Measurement> forced = train(Map.of());

        assertSame(forced, whole);
        assertThat(forced)
                .as("a batch of 16 fits, but not beside what the optimizer remembers; nor do 32 examples to evaluate")
                .allSatisfy(epoch -> assertThat(epoch.metrics())
                        .containsEntry("micro_batch", 8.0)
                        .containsEntry("evaluation_batch", 16.0));
    }

    @ParameterizedTest
    @CsvSource({"rmsprop, 0", "sgd, 1e-3", "rmsprop, 1e-3"})
    void whereMemoryRunsOutInTheUpdateItIsMadeOnceAndTheTrialGoesOn(String optimizer, double l1) throws Exception {
        Map<String, Object> settings = Map.of("optimizer", optimizer, "l1", l1, "weight_decay", 0.1);
        List<Measurement> whole = train(settings);
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "17");
        List<Measurement> forced = train(settings);

        assertSame(forced, whole);
        assertThat(forced)
                .as("a batch of 16 fits beside what the optimizer remembers, but not what its update takes besides")
                .allSatisfy(epoch -> assertThat(epoch.metrics()).containsEntry("micro_batch", 8.0));
    }

    @ParameterizedTest
    @CsvSource({"sgd", "adamw", "rmsprop"})
    void whereMemoryRunsOutWhileAStateIsRestoredTheTrialGoesOn(String optimizer) throws Exception {
        Map<String, Object> settings = Map.of("optimizer", optimizer);
        List<Measurement> whole = train(settings);
        FakeRun first = run(settings).deciding(measurement -> Decision.pause("later"));
        tuning.run(first);
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "16");
        FakeRun second = new FakeRun(1, first.configuration().values(), 2, first.folder()).recorded(first.reported);
        tuning.run(second);

        assertSame(second.reported, whole.subList(1, 2));
        assertThat(second.reported.get(0).metrics()).containsEntry("micro_batch", 8.0);
    }

    @Test
    void whereMemoryRunsOutWhileWhatIsFrozenIsComputedTheTrialGoesOn() throws Exception {
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "20");
        try (FineTuning fresh = FineTuningFixture.over(Glosses.draw(72, 16, 6))) {
            FakeRun run = run(Map.of("batch_size", 8));
            fresh.run(run);

            assertThat(run.reported)
                    .hasSize(2)
                    .allSatisfy(epoch -> assertThat(epoch.metrics())
                            .containsEntry("evaluation_batch", 18.0)
                            .doesNotContainKey("micro_batch"));
        }
    }

    @Test
    void aDeviceThatHoldsNoExampleFailsTheTrial() {
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "0");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> train(Map.of())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("out of memory");
    }

    @Test
    void whatIsKnownToFitIsNotTriedAgain() throws Exception {
        System.setProperty(DeviceMemory.SIMULATED_EXAMPLES, "5");
        FakeRun run = run(Map.of()).holding(new MemoryLimits(4, 5));
        tuning.run(run);

        assertThat(run.reported).hasSize(2);
        assertThat(run.reported)
                .allSatisfy(epoch -> assertThat(epoch.metrics())
                        .containsEntry("micro_batch", 4.0)
                        .containsEntry("evaluation_batch", 5.0));
    }

    @Test
    void onlyTheEnginesWantOfMemoryCounts() {
        assertThat(DeviceMemory.isExhausted(new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB")))
                .isTrue();
        assertThat(DeviceMemory.isExhausted(
                        new IllegalStateException(new EngineException("DefaultCPUAllocator: can't allocate memory"))))
                .isTrue();
        assertThat(DeviceMemory.isExhausted(new EngineException("shapes do not fit")))
                .isFalse();
        assertThat(DeviceMemory.isExhausted(new IllegalStateException("out of memory")))
                .isFalse();
    }

    private static void assertSame(List<Measurement> actual, List<Measurement> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int epoch = 0; epoch < expected.size(); epoch++) {
            for (String metric : List.of("loss", "train_loss", "accuracy")) {
                assertThat(actual.get(epoch).metrics().get(metric))
                        .as(metric)
                        .isCloseTo(expected.get(epoch).metrics().get(metric), within(1e-5));
            }
        }
    }

    private List<Measurement> train(Map<String, Object> more) throws Exception {
        FakeRun run = run(more);
        tuning.run(run);
        return run.reported;
    }

    private FakeRun run(Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.putAll(more);
        return new FakeRun(1, settings, 2, Files.createTempDirectory(folder, "trial"));
    }
}
