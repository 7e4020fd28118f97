package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.evaluation.Regression;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TestResult;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.champion.ModelFolder;
import dev.tryout.training.champion.ModelOrigin;
import dev.tryout.training.champion.Prediction;
import dev.tryout.training.champion.Predictor;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Interval;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of texts and numbers, from the data to the folder that predicts. */
class TasksIT {
    private static final Device DEVICE = Device.cpu(2);

    @TempDir
    private Path folder;

    @Test
    void aRegressionLearnsValenceAndItsFolderPredictsInTheRatingsUnit() throws Exception {
        DataSpec spec = new DataSpec(DataSpec.WORD_VALENCE, null, "text", null, "label", 400, 0.25, 0.25);
        TaskSpec task = new TaskSpec(TaskType.TEXT_REGRESSION, TaskSpec.MINILM, spec, 24);
        LabelledData data = DataLoader.load(task.type(), spec, 7);
        FakeRun run = new FakeRun(1, Map.of("freeze_depth", 6, "learning_rate", 2e-3), 3, folder);

        Promoted promoted = promoted(task, data, new Metric("rmse", Goal.MINIMIZE), run);

        TestResult test = promoted.tested();
        Measurement best = run.reported.get(promoted.epoch() - 1);
        assertThat(best.metrics().get("r2")).isGreaterThan(0.2);
        assertThat(test.labels()).isEmpty();
        assertThat(test.intervals()).containsOnlyKeys("loss", "rmse", "mae", "r2", "spearman");
        Interval interval = Objects.requireNonNull(test.validationIntervals().get("rmse"));
        assertThat(best.metrics().get("rmse")).isBetween(interval.low(), interval.high());
        try (Predictor predictor = Predictor.open(promoted.model(), DEVICE)) {
            Regression again = new Regression(data.scale().deviation());
            List<Prediction> predictions =
                    predictor.predict(data.test().stream().map(Example::input).toList());
            for (int i = 0; i < predictions.size(); i++) {
                again.add(data.test().get(i).target(), ((Prediction.OfNumber) predictions.get(i)).value());
            }
            assertThat(again.metrics().get("rmse")).isCloseTo(test.metrics().get("rmse"), within(1e-4));
            assertThat(again.metrics().get("r2")).isCloseTo(test.metrics().get("r2"), within(1e-4));
        }
        assertThat(Files.readString(promoted.model().resolve("README.md")))
                .contains("A text regressor")
                .contains("| rmse |");
    }

    @Test
    void aModelOfPairsReadsBothTexts() throws Exception {
        Path file = Files.writeString(folder.resolve("pairs.jsonl"), pairs());
        DataSpec spec = new DataSpec(null, file.toString(), "premise", "hypothesis", "label", null, 0.25, 0.25);
        TaskSpec task = new TaskSpec(TaskType.TEXT_PAIR_CLASSIFICATION, TaskSpec.MINILM, spec, 24);
        LabelledData data = DataLoader.load(task.type(), spec, 7);
        FakeRun run = new FakeRun(
                1, Map.of("freeze_depth", 3, "learning_rate", 5e-4, "class_weights", "balanced"), 4, folder);

        Promoted promoted = promoted(task, data, FineTuningFixture.ACCURACY, run);
        TestResult tested = promoted.tested();

        // Either text alone tells nothing.
        assertThat(tested.metrics().get("accuracy")).isGreaterThan(0.8);
        try (Predictor predictor = Predictor.open(promoted.model(), DEVICE)) {
            List<Prediction> predictions =
                    predictor.predict(data.test().stream().map(Example::input).toList());
            int right = 0;
            for (int i = 0; i < predictions.size(); i++) {
                String said = ((Prediction.OfClass) predictions.get(i)).label();
                right += said.equals(data.labels().get(data.test().get(i).label())) ? 1 : 0;
            }
            assertThat((double) right / predictions.size())
                    .isEqualTo(tested.metrics().get("accuracy"));
            assertThat(predictor.task()).isEqualTo(TaskType.TEXT_PAIR_CLASSIFICATION);
        }
    }

    @Test
    void tokenDropoutChangesTrainingAloneAndSurvivesAPauseDigitForDigit() throws Exception {
        Map<String, Object> settings =
                Map.of("freeze_depth", 7, "learning_rate", 1e-2, "token_dropout", 0.3, "token_dropout_form", "delete");
        try (FineTuning tuning = FineTuningFixture.over(Glosses.draw(64, 32, 5))) {
            FakeRun whole = new FakeRun(1, settings, 2, Files.createDirectory(folder.resolve("whole")));
            tuning.run(whole);
            Path parts = Files.createDirectory(folder.resolve("parts"));
            FakeRun first = new FakeRun(1, settings, 2, parts).deciding(m -> Decision.pause("later"));
            tuning.run(first);
            FakeRun second = new FakeRun(1, settings, 2, parts).recorded(first.reported);
            tuning.run(second);
            FakeRun plain = new FakeRun(
                    1, Map.of("freeze_depth", 7, "learning_rate", 1e-2), 2, Files.createDirectory(folder.resolve("p")));
            tuning.run(plain);

            assertThat(metrics(second.reported))
                    .isEqualTo(metrics(whole.reported).subList(1, 2));
            assertThat(metrics(plain.reported)).isNotEqualTo(metrics(whole.reported));
        }
    }

    /** A model folder, the epoch that it is of, and how it was tested. */
    private record Promoted(Path model, int epoch, TestResult tested) {}

    private Promoted promoted(TaskSpec task, LabelledData data, Metric metric, FakeRun run) throws Exception {
        try (FineTuning tuning =
                new FineTuning(task, metric, (spec, seed) -> data, DEVICE, CacheSettings.inMemory(64 << 20))) {
            tuning.run(run);
            int epoch = best(run.reported, metric);
            Path checkpoint = tuning.checkpoint(folder, epoch);
            TestResult tested = tuning.test(checkpoint, run);
            ModelOrigin origin = new ModelOrigin("study", data.description(), data.scale(), Map.of());
            Path model = ModelFolder.write(folder.resolve("model"), checkpoint, task, tested, origin);
            return new Promoted(model, epoch, tested);
        }
    }

    private static int best(List<Measurement> measurements, Metric metric) {
        Measurement best = measurements.get(0);
        for (Measurement measurement : measurements) {
            best = metric.isBetter(measurement.value(metric), best.value(metric)) ? measurement : best;
        }
        return best.epoch();
    }

    /** Every two words, and whether they are of one kind. */
    private static String pairs() {
        List<String> animals = List.of("cat", "dog", "fish", "bird", "mouse", "horse", "sheep", "wolf", "bear", "lion");
        List<String> numbers = List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
        List<String> words = Stream.concat(animals.stream(), numbers.stream()).toList();
        List<String> lines = new ArrayList<>();
        for (String first : words) {
            for (String second : words) {
                boolean same = animals.contains(first) == animals.contains(second);
                lines.add(line(first, second, same ? "same" : "other"));
            }
        }
        return String.join("\n", lines);
    }

    private static String line(String premise, String hypothesis, String label) {
        return "{\"premise\": \"" + premise + "\", \"hypothesis\": \"" + hypothesis + "\", \"label\": \"" + label
                + "\"}";
    }

    private static List<Map<String, Double>> metrics(List<Measurement> measurements) {
        return measurements.stream().map(Measurement::metrics).toList();
    }
}
