package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.TestResult;
import dev.tryout.training.data.LabelledData;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real training of the real model, on few texts. */
class FineTuningIT {
    private static final LabelledData DATA = Glosses.draw(400, 200, 3);
    private static FineTuning tuning;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        tuning = FineTuningFixture.over(DATA);
    }

    @AfterAll
    static void stop() {
        tuning.close();
    }

    @Test
    void learnsFarMoreThanTheMajority() throws Exception {
        FakeRun run = run(Map.of("freeze_depth", 6, "learning_rate", 1e-3, "batch_size", 16), 2);
        tuning.run(run);

        long majority = DATA.labels().stream()
                .mapToLong(label -> DATA.validation().stream()
                        .filter(example -> example.label() == DATA.labels().indexOf(label))
                        .count())
                .max()
                .orElseThrow();
        Measurement last = run.reported.get(1);
        assertThat(last.metrics())
                .containsOnlyKeys("loss", "accuracy", "macro_f1", "mcc", "train_loss", "trained_parameters");
        assertThat(last.metrics().get("accuracy"))
                .isGreaterThan(2.0 * majority / DATA.validation().size());
        assertThat(last.metrics().get("loss"))
                .isLessThan(run.reported.get(0).metrics().get("loss"));
        assertThat(run.progress).isNotEmpty().isSorted();
    }

    @Test
    void aLossThatIsNoNumberFailsTheTrial() {
        // Each step multiplies the head by 1 - 10 * 1.
        FakeRun run = run(Map.of("freeze_depth", 7, "learning_rate", 10.0, "weight_decay", 1.0, "batch_size", 4), 3);

        assertThatThrownBy(() -> tuning.run(run))
                .isInstanceOf(TrainingDiverged.class)
                .hasMessageContaining("learning rate");
        assertThat(run.reported)
                .allSatisfy(measurement ->
                        assertThat(measurement.metrics().values()).allMatch(Double::isFinite));
    }

    @Test
    void anInterruptionEndsTheAttemptBetweenTwoSteps() {
        FakeRun run = run(Map.of("freeze_depth", 6), 1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> tuning.run(run)).isInstanceOf(InterruptedException.class);
        assertThat(run.reported).isEmpty();
    }

    @Test
    void theTestPartIsEvaluatedFromACheckpointAlone() throws Exception {
        FakeRun run = run(Map.of("freeze_depth", 7, "learning_rate", 0.01), 1);
        tuning.run(run);
        Path copy = Files.copy(tuning.checkpoint(folder, 1), folder.resolve("champion"));

        TestResult result = tuning.test(copy, run);

        assertThat(result.examples()).isEqualTo(DATA.test().size());
        assertThat(result.labels()).isEqualTo(DATA.labels());
        assertThat(result.confusion().stream().flatMap(List::stream).mapToInt(Integer::intValue))
                .hasSize(DATA.labels().size() * DATA.labels().size());
        assertThat(result.confusion().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(DATA.test().size());
        assertThat(result.metrics().get("accuracy")).isGreaterThan(0.3);
    }

    @Test
    void aMissingOrDamagedChampionIsSaidToBeSo() throws IOException {
        Files.write(folder.resolve("epoch-0002.safetensors"), new byte[100]);

        assertThatThrownBy(() -> tuning.checkpoint(folder, 1))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> tuning.checkpoint(folder, 2))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("damaged");
    }

    private FakeRun run(Map<String, Object> settings, int epochs) {
        return new FakeRun(1, settings, epochs, folder);
    }
}
