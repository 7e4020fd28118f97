package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.TestResult;
import dev.tryout.training.TextInput;
import dev.tryout.training.champion.DamagedModelException;
import dev.tryout.training.champion.ModelFolder;
import dev.tryout.training.champion.ModelOrigin;
import dev.tryout.training.champion.Prediction;
import dev.tryout.training.champion.Predictor;
import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.data.TargetScale;
import dev.tryout.training.device.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a trial's checkpoint to a folder that predicts as the trial was validated. */
class ChampionIT {
    private static final LabelledData DATA = Glosses.draw(96, 96, 2);

    @Test
    void theModelFolderPredictsAsTheTrialWasValidated(@TempDir Path folder) throws Exception {
        FakeRun run = new FakeRun(1, Map.of("freeze_depth", 6, "learning_rate", 2e-3), 1, folder);
        TestResult test;
        try (FineTuning tuning = FineTuningFixture.over(DATA)) {
            tuning.run(run);
            test = tuning.test(tuning.checkpoint(folder, 1), run);
            ModelOrigin origin = new ModelOrigin("study", "Glosses", TargetScale.NONE, Map.of());
            ModelFolder.write(
                    folder.resolve("model"), tuning.checkpoint(folder, 1), FineTuningFixture.task(), test, origin);
        }

        try (Predictor predictor = Predictor.open(folder.resolve("model"), Device.cpu(2))) {
            assertThat(accuracy(predictor, DATA.validation()))
                    .isEqualTo(run.reported.get(0).value(FineTuningFixture.ACCURACY));
            assertThat(accuracy(predictor, DATA.test()))
                    .isEqualTo(test.metrics().get("accuracy"));
            Prediction.OfClass prediction = (Prediction.OfClass) predictor
                    .predict(List.of(TextInput.of("a domesticated animal")))
                    .get(0);
            assertThat(prediction.probabilities().keySet()).containsExactlyElementsOf(DATA.labels());
            assertThat(prediction.probabilities().values().stream()
                            .mapToDouble(p -> p)
                            .sum())
                    .isCloseTo(1, within(1e-5));
            assertThat(predictor.predict(List.of())).isEmpty();
            assertThat(predictor.predict(List.of(TextInput.of("")))).hasSize(1);
        }
    }

    @Test
    void aDamagedFolderIsRefusedBeforeAnythingIsLoaded(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("SHA256SUMS"), "");

        assertThatThrownBy(() -> Predictor.open(folder, Device.cpu(2)))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("does not name model.safetensors");
    }

    private static double accuracy(Predictor predictor, List<Example> examples) {
        List<Prediction> predictions =
                predictor.predict(examples.stream().map(Example::input).toList());
        int right = 0;
        for (int i = 0; i < predictions.size(); i++) {
            boolean same = ((Prediction.OfClass) predictions.get(i))
                    .label()
                    .equals(DATA.labels().get(examples.get(i).label()));
            right += same ? 1 : 0;
        }
        return (double) right / examples.size();
    }
}
