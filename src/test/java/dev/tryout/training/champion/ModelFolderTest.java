package dev.tryout.training.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.space.Configuration;
import dev.tryout.training.DataSpec;
import dev.tryout.training.Pooling;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TestResult;
import dev.tryout.training.data.TargetScale;
import dev.tryout.training.pretrained.Family;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.tensor.Checkpoint;
import dev.tryout.training.tensor.CheckpointFolder;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.SafetensorsFile;
import dev.tryout.training.tensor.TensorSource;
import dev.tryout.trial.Interval;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    private static final List<String> LABELS = List.of("noun.act", "a | b <script>");
    private static final float[] HEAD = {0.5f, -0.5f};
    private static PretrainedWeights pretrained;

    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void write() throws IOException {
        pretrained = PretrainedModel.required(TaskSpec.MINILM).weights();
        model = ModelFolder.write(folder.resolve("model"), checkpoint(pretrained.sha256()), task(), result(), origin());
    }

    @Test
    void weightsAreThePretrainedOnesAndTheTrainedOnes() throws IOException {
        ModelFiles.verify(model);
        try (SafetensorsFile weights = SafetensorsFile.open(model.resolve("model.safetensors"))) {
            assertThat(weights.names()).hasSize(pretrained.tensors().size() + 2);
            assertThat(weights.metadata()).containsEntry("format", "pt");
            assertThat(weights.read("classifier.bias").data()).isEqualTo(HEAD);
            String name = "encoder.layer.3.attention.self.query.weight";
            FloatTensor expected = pretrained.read(name);
            assertThat(weights.read("bert." + name).data()).isEqualTo(expected.data());
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    @Test
    void theConfigurationIsHuggingFacesAndIsReadBack() throws IOException {
        byte[] json = Files.readAllBytes(model.resolve("config.json"));
        JsonNode config = new ObjectMapper().readTree(json);

        assertThat(config.at("/architectures/0").asText()).isEqualTo("BertForSequenceClassification");
        assertThat(config.at("/id2label/1").asText()).isEqualTo(LABELS.get(1));
        assertThat(config.at("/label2id/noun.act").asInt()).isZero();
        assertThat(ModelConfig.read(model))
                .isEqualTo(new ModelConfig(
                        TaskType.TEXT_CLASSIFICATION, Family.BERT, pretrained.layout(), Pooling.MEAN, LABELS, 32));
    }

    @Test
    void theCardSaysWhatANewcomerAsks() throws IOException {
        String card = Files.readString(model.resolve("README.md"));

        assertThat(card)
                .contains("wordnet-nouns, trial 3")
                .contains("A text classifier with 2 classes: minilm-l6-v2")
                .contains("| accuracy | 0.7500 | 0.8000 (0.4902 to 0.9433) |")
                .contains("| loss | 1.0000 (0.9000 to 1.1000) | 0.9000 |")
                .contains("| noun.act | 0.8333 | 0.8333 | 0.8333 | 6 |")
                .contains("| 2 a \\| b \\<script\\> | 1 | 3 |")
                .contains("| learning\\_rate | 0.001 |")
                .contains("Glosses of WordNet 3.1 nouns; 40 to train, 10 to validate, 10 to test. Texts are cut at ")
                .contains("Study seed 42")
                .contains("| tryout | 0.1.0 |");
    }

    @Test
    void aRegressionsHeadLeavesInTheTargetsUnit() throws IOException {
        DataSpec data = new DataSpec(DataSpec.WORD_VALENCE, null, "text", null, "label", null, 0.2, 0.2);
        TaskSpec task = new TaskSpec(TaskType.TEXT_REGRESSION, TaskSpec.MINILM, data, 32);
        TestResult result = new TestResult(Map.of("rmse", 1.1), 10, List.of(), List.of());
        ModelOrigin origin = new ModelOrigin("valence", "Words", new TargetScale(-2, 4), Map.of());
        Configuration configuration = new Configuration(Map.of("freeze_depth", 7));
        CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("regression"));
        Files.createDirectories(folder.resolve("regression"));
        checkpoints.write(
                new Checkpoint(
                        1,
                        1,
                        1,
                        1,
                        42,
                        10,
                        configuration,
                        List.of(new Measurement(1, Map.of("rmse", 1.2), 1)),
                        pretrained.sha256(),
                        "fingerprint"),
                Map.of(
                        "classifier.weight", TensorSource.of(new FloatTensor(List.of(1, 384), filled(0.25f))),
                        "classifier.bias", TensorSource.of(new FloatTensor(List.of(1), new float[] {0.5f}))),
                Map.of());

        Path written = ModelFolder.write(folder.resolve("regressor"), checkpoints.file(1), task, result, origin);

        try (SafetensorsFile weights = SafetensorsFile.open(written.resolve("model.safetensors"))) {
            assertThat(weights.read("classifier.weight").data()).isEqualTo(filled(1));
            assertThat(weights.read("classifier.bias").data()).containsExactly(0);
        }
        byte[] json = Files.readAllBytes(written.resolve("config.json"));
        assertThat(new ObjectMapper().readTree(json).at("/problem_type").asText())
                .isEqualTo("regression");
        assertThat(new ObjectMapper().readTree(json).at("/id2label")).hasSize(1);
        assertThat(ModelConfig.read(written))
                .isEqualTo(new ModelConfig(
                        TaskType.TEXT_REGRESSION, Family.BERT, pretrained.layout(), Pooling.MEAN, List.of(), 32));
        assertThat(Files.readString(written.resolve("README.md")))
                .contains("A text regressor: minilm-l6-v2")
                .contains("| rmse | 1.2000 | 1.1000 |")
                .doesNotContain("## Classes");
    }

    private static float[] filled(float value) {
        float[] values = new float[384];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void aFolderThatWasThereIsReplaced() throws IOException {
        Files.writeString(model.resolve("leftover"), "old");

        ModelFolder.write(model, checkpoint(pretrained.sha256()), task(), result(), origin());

        assertThat(model.resolve("leftover")).doesNotExist();
        ModelFiles.verify(model);
    }

    @Test
    void aChampionOfOtherWeightsIsRefusedAndLeavesNothing() {
        Path target = folder.resolve("other");

        assertThatThrownBy(() -> ModelFolder.write(target, checkpoint("abc"), task(), result(), origin()))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("other pre-trained weights");
        assertThatThrownBy(() -> ModelFolder.write(target, folder.resolve("gone"), task(), result(), origin()))
                .isInstanceOf(StudyFailure.class);
        assertThat(target).doesNotExist();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    private static Path checkpoint(String backbone) {
        Configuration configuration = new Configuration(Map.of("learning_rate", 1e-3, "freeze_depth", 7));
        List<Measurement> measurements = List.of(new Measurement(1, Map.of("accuracy", 0.75, "loss", 1.0), 1));
        Checkpoint checkpoint =
                new Checkpoint(3, 1, 1, 1, 42, 10, configuration, measurements, backbone, "fingerprint");
        CheckpointFolder checkpoints = new CheckpointFolder(folder);
        checkpoints.write(
                checkpoint,
                Map.of(
                        "classifier.weight", TensorSource.of(new FloatTensor(List.of(2, 384), new float[768])),
                        "classifier.bias", TensorSource.of(new FloatTensor(List.of(2), HEAD))),
                Map.of());
        return checkpoints.file(1);
    }

    private static TaskSpec task() {
        DataSpec data = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", null, 0.2, 0.2);
        return new TaskSpec(TaskType.TEXT_CLASSIFICATION, TaskSpec.MINILM, data, 32);
    }

    private static TestResult result() {
        return new TestResult(
                Map.of("accuracy", 0.8, "loss", 0.9),
                Map.of("accuracy", Interval.wilson(0.8, 10)),
                Map.of("loss", new Interval(0.9, 1.1)),
                10,
                LABELS,
                List.of(List.of(5, 1), List.of(1, 3)));
    }

    private static ModelOrigin origin() {
        return new ModelOrigin(
                "wordnet-nouns",
                "Glosses of WordNet 3.1 nouns; 40 to train, 10 to validate, 10 to test",
                TargetScale.NONE,
                Map.of("tryout", "0.1.0"));
    }
}
