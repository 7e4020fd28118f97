package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.DataSpec;
import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TestResult;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.champion.ModelFolder;
import dev.tryout.training.champion.ModelOrigin;
import dev.tryout.training.champion.Prediction;
import dev.tryout.training.champion.Predictor;
import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.data.TargetScale;
import dev.tryout.training.device.Device;
import dev.tryout.training.pretrained.Family;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.pretrained.TinyFolder;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.SafetensorsFile;
import dev.tryout.training.tensor.TensorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder's model is fine-tuned, its champion is of the same form, and is fine-tuned again. */
class FolderChampionIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Family.class)
    void theChampionLoadsBackThroughTheSameDoor(Family family) throws Exception {
        TinyFolder tiny = new TinyFolder(family, "BF16", true, 2);
        Path model = tiny.write(folder.resolve("model"));

        Path first = champion(model, "first");

        PretrainedModel trained = PretrainedModel.open(first.toString());
        assertThat(trained.family()).isEqualTo(family);
        assertThat(trained.pooling()).isEqualTo(Pooling.CLS);
        assertThat(trained.layout())
                .isEqualTo(PretrainedModel.open(model.toString()).layout());
        requireTrainedWeights(trained.weights());
        try (SafetensorsFile file = SafetensorsFile.map(first.resolve("model.safetensors"))) {
            assertThat(file.names())
                    .contains("classifier.weight", "classifier.bias")
                    .contains(
                            family == Family.BERT
                                    ? "bert.encoder.layer.1.attention.output.LayerNorm.bias"
                                    : "distilbert.transformer.layer.1.sa_layer_norm.bias")
                    .hasSize(family == Family.BERT ? 39 : 38);
        }
        assertThat(Files.readString(first.resolve("config.json")))
                .contains("ForSequenceClassification")
                .contains(family == Family.BERT ? "\"hidden_size\" : 8" : "\"dim\" : 8");
        assertThat(Files.readString(first.resolve("README.md"))).contains("the first token's last hidden state");

        Path second = champion(first, "second");
        assertThat(PretrainedModel.open(second.toString()).weights().sha256())
                .isNotEqualTo(trained.weights().sha256());
    }

    /** What the champion's folder gives is what the checkpoint holds. */
    private void requireTrainedWeights(PretrainedWeights weights) throws Exception {
        try (CheckpointFile checkpoint = CheckpointFile.open(folder.resolve("first-trial/epoch-0002.safetensors"))) {
            Map<String, TensorSource> parameters = checkpoint.parameters();
            assertThat(parameters).hasSize(weights.tensors().size() + 2);
            for (String name : weights.tensors().keySet()) {
                assertThat(weights.read(name).data())
                        .as(name)
                        .isEqualTo(Objects.requireNonNull(parameters.get("bert." + name))
                                .values()
                                .read());
            }
        }
    }

    private Path champion(Path model, String name) throws Exception {
        LabelledData data = data();
        DataSpec spec = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", null, 0.2, 0.2);
        TaskSpec task = new TaskSpec(TaskType.TEXT_CLASSIFICATION, model.toString(), spec, 12, Pooling.CLS, null);
        Path trial = Files.createDirectory(folder.resolve(name + "-trial"));
        FakeRun run = new FakeRun(1, Map.of("learning_rate", 1e-2, "batch_size", 8, "dropout", 0.0), 2, trial);
        Path target = folder.resolve(name);
        try (FineTuning tuning = new FineTuning(
                task,
                FineTuningFixture.ACCURACY,
                (ignored, seed) -> data,
                Device.cpu(2),
                CacheSettings.inMemory(1 << 20))) {
            tuning.run(run);
            TestResult test = tuning.test(tuning.checkpoint(trial, 2), run);
            ModelOrigin origin = new ModelOrigin(name, "sentences", TargetScale.NONE, Map.of());
            ModelFolder.write(target, tuning.checkpoint(trial, 2), task, test, origin);
        }
        try (Predictor predictor = Predictor.open(target, Device.cpu(2))) {
            long right = data.validation().stream()
                    .filter(example ->
                            predictor.predict(List.of(example.input())).get(0) instanceof Prediction.OfClass prediction
                                    && prediction.label().equals(data.labels().get(example.label())))
                    .count();
            assertThat((double) right / data.validation().size())
                    .isEqualTo(run.reported.get(1).value(FineTuningFixture.ACCURACY));
        }
        return target;
    }

    private static LabelledData data() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            examples.add(new Example("a " + (i % 2 == 0 ? "cat" : "dog") + (i % 3 == 0 ? " runs" : " sleeps"), i % 2));
        }
        return new LabelledData(
                List.of("cat", "dog"),
                examples.subList(0, 32),
                examples.subList(32, 40),
                examples.subList(40, 48),
                "sentences",
                "sentences");
    }
}
