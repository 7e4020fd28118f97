package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.trial.Decision;
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

/** A trial that was cut off goes on as if it had not been. */
class ResumeIT {
    private static final int EPOCHS = 4;
    private static final Map<String, Object> SETTINGS =
            Map.of("freeze_depth", 6, "learning_rate", 1e-3, "batch_size", 16, "dropout", 0.2);
    private static FineTuning tuning;
    private static List<Map<String, Double>> uninterrupted;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainWithoutInterruption(@TempDir Path whole) throws Exception {
        tuning = FineTuningFixture.over(Glosses.draw(64, 32, 5));
        FakeRun run = new FakeRun(1, SETTINGS, EPOCHS, whole);
        tuning.run(run);
        uninterrupted = metrics(run.reported);
    }

    @AfterAll
    static void stop() {
        tuning.close();
    }

    @Test
    void theSameSeedGivesTheSameDigitsAndAnotherTrialOthers() throws Exception {
        List<Measurement> again = pausedAfter(2);
        FakeRun other = new FakeRun(2, SETTINGS, EPOCHS, Files.createDirectory(folder.resolve("other")))
                .deciding(m -> Decision.stop("enough"));
        tuning.run(other);

        assertThat(metrics(again)).isEqualTo(uninterrupted.subList(0, 2));
        assertThat(metrics(other.reported)).isNotEqualTo(uninterrupted.subList(0, 1));
    }

    @Test
    void momentumSurvivesAPause() throws Exception {
        Map<String, Object> settings = Map.of("freeze_depth", 7, "optimizer", "sgd", "learning_rate", 0.1);
        FakeRun whole = new FakeRun(1, settings, 2, Files.createDirectory(folder.resolve("whole")));
        tuning.run(whole);
        Path parts = Files.createDirectory(folder.resolve("parts"));
        FakeRun first = new FakeRun(1, settings, 2, parts).deciding(m -> Decision.pause("later"));
        tuning.run(first);
        FakeRun second = new FakeRun(1, settings, 2, parts).recorded(first.reported);
        tuning.run(second);

        assertThat(metrics(second.reported)).isEqualTo(metrics(whole.reported).subList(1, 2));
    }

    @Test
    void anOptimizerThatRemembersNothingGoesOnBehindThePauseAndTrainsNoEpochTwice() throws Exception {
        Map<String, Object> settings =
                Map.of("freeze_depth", 6, "optimizer", "sgd", "momentum", 0, "learning_rate", 0.1, "dropout", 0.2);
        FakeRun whole = new FakeRun(1, settings, 3, Files.createDirectory(folder.resolve("whole")));
        tuning.run(whole);
        Path parts = Files.createDirectory(folder.resolve("parts"));
        FakeRun first = new FakeRun(1, settings, 3, parts).deciding(m -> Decision.pause("later"));
        tuning.run(first);
        FakeRun second = new FakeRun(1, settings, 3, parts).recorded(first.reported);
        tuning.run(second);

        assertThat(metrics(first.reported)).isEqualTo(metrics(whole.reported).subList(0, 1));
        assertThat(metrics(second.reported)).isEqualTo(metrics(whole.reported).subList(1, 3));
        try (CheckpointFile last = CheckpointFile.open(tuning.checkpoint(parts, 3))) {
            assertThat(last.checkpoint().measurements().get(0))
                    .as("the first epoch, to the nanosecond it took: it was not trained again")
                    .isEqualTo(first.reported.get(0));
        }
    }

    @Test
    void aPausedTrialGoesOnDigitForDigit() throws Exception {
        List<Measurement> before = pausedAfter(1);

        FakeRun resumed = run().recorded(before);
        tuning.run(resumed);

        assertThat(metrics(before)).isEqualTo(uninterrupted.subList(0, 1));
        assertThat(metrics(resumed.reported)).isEqualTo(uninterrupted.subList(1, EPOCHS));
    }

    @Test
    void epochsThatTheStudyMissedAreReportedFromTheCheckpoint() throws Exception {
        List<Measurement> before = pausedAfter(2);

        FakeRun resumed = run().recorded(before.subList(0, 1)).deciding(m -> Decision.pause("enough"));
        tuning.run(resumed);

        assertThat(resumed.reported).isEqualTo(before.subList(1, 2));
        assertThat(resumed.progress).containsOnly(1.0);
    }

    @Test
    void aFlippedBitSendsTheTrialBackToTheCheckpointBefore() throws Exception {
        List<Measurement> before = pausedAfter(3);
        Path newest = folder.resolve("epoch-0003.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);

        FakeRun resumed = run().recorded(before);
        tuning.run(resumed);

        assertThat(metrics(resumed.reported)).isEqualTo(uninterrupted.subList(3, EPOCHS));
        assertThat(resumed.progress).allMatch(progress -> progress >= 3);
    }

    @Test
    void withoutAnyCheckpointTheTrialIsTrainedAnewAndReportsWhatIsNew() throws Exception {
        List<Measurement> before = pausedAfter(2);
        for (int epoch = 1; epoch <= 2; epoch++) {
            Files.delete(folder.resolve("epoch-000" + epoch + ".safetensors"));
        }

        FakeRun resumed = run().recorded(before);
        tuning.run(resumed);

        assertThat(metrics(resumed.reported)).isEqualTo(uninterrupted.subList(2, EPOCHS));
    }

    @Test
    void changedDataIsTheStudysFailure() throws Exception {
        pausedAfter(1);
        LabelledData changed = Glosses.draw(64, 32, 6);

        try (FineTuning other = FineTuningFixture.over(changed)) {
            assertThatThrownBy(() -> other.run(run()))
                    .isInstanceOf(StudyFailure.class)
                    .hasMessageContaining("the data changed");
        }
    }

    @Test
    void anEndedTrialKeepsItsBestAndItsLastParametersAndNoOptimizerState() throws Exception {
        FakeRun run = run();
        tuning.run(run);

        int best = 1;
        for (Measurement measurement : run.reported) {
            double bestSoFar = run.reported.get(best - 1).value(FineTuningFixture.ACCURACY);
            best = measurement.value(FineTuningFixture.ACCURACY) > bestSoFar ? measurement.epoch() : best;
        }
        assertThat(files())
                .containsOnly(
                        String.format("epoch-%04d.safetensors", best), String.format("epoch-%04d.safetensors", EPOCHS));
        long parameters = 4L * (1_774_464 + 26 * 384 + 26);
        assertThat(Files.size(tuning.checkpoint(folder, best))).isBetween(parameters, parameters + 20_000);
    }

    private List<Measurement> pausedAfter(int epochs) throws Exception {
        FakeRun run = run().deciding(m -> m.epoch() < epochs ? Decision.CONTINUE : Decision.pause("later"));
        tuning.run(run);
        return run.reported;
    }

    private FakeRun run() {
        return new FakeRun(1, SETTINGS, EPOCHS, folder);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<Map<String, Double>> metrics(List<Measurement> measurements) {
        return measurements.stream().map(Measurement::metrics).toList();
    }
}
