package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.TaskSpec;
import dev.tryout.training.pretrained.BertLayout;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frozen stages stay as they were, bit for bit, and the others do not. */
class FreezeDepthIT {
    private static PretrainedWeights pretrained;
    private static FineTuning tuning;

    @BeforeAll
    static void start() {
        pretrained = PretrainedModel.required(TaskSpec.MINILM).weights();
        tuning = FineTuningFixture.over(Glosses.draw(32, 16, 1));
    }

    @AfterAll
    static void stop() {
        tuning.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7})
    void onlyStagesBehindTheDepthAreTrained(int depth, @TempDir Path folder) throws Exception {
        FakeRun run = new FakeRun(1, Map.of("freeze_depth", depth, "batch_size", 16), 1, folder);
        tuning.run(run);

        Set<String> expected = new HashSet<>(Set.of("classifier.weight", "classifier.bias"));
        for (int stage = depth; stage < pretrained.layout().stages(); stage++) {
            pretrained.layout().stage(stage).keySet().forEach(name -> expected.add("bert." + name));
        }
        try (CheckpointFile file = CheckpointFile.open(tuning.checkpoint(folder, 1))) {
            assertThat(file.parameters().keySet()).isEqualTo(expected);
            for (Map.Entry<String, TensorSource> parameter : file.parameters().entrySet()) {
                if (parameter.getKey().startsWith("bert.")) {
                    FloatTensor before = pretrained.read(parameter.getKey().substring(5));
                    assertThat(parameter.getValue().values().read())
                            .as(parameter.getKey())
                            .isNotEqualTo(before.data());
                }
            }
        }
        for (String name : pretrained.tensors().keySet()) {
            assertThat(tuning.workbench().pretrained("bert." + name).toFloatArray())
                    .as(name)
                    .isEqualTo(pretrained.read(name).data());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6})
    void everyTensorBelongsToOneStage(int stage) {
        Set<String> names = pretrained.layout().stage(stage).keySet();

        assertThat(names).allMatch(name -> name.startsWith(BertLayout.prefix(stage)));
        assertThat(pretrained.layout().tensors().keySet().stream()
                        .filter(name -> name.startsWith(BertLayout.prefix(stage))))
                .hasSameSizeAs(names);
    }
}
