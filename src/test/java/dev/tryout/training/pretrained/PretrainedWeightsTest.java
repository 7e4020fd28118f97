package dev.tryout.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.tensor.FloatTensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PretrainedWeightsTest {
    @Test
    void minilmHasEveryTensorOfItsLayout() {
        PretrainedWeights weights = PretrainedWeights.load(TaskSpec.MINILM);

        assertThat(weights.tensors().keySet())
                .isEqualTo(weights.layout().tensors().keySet());
        assertThat(weights.layout().stages()).isEqualTo(7);
        assertThat(weights.sha256()).isEqualTo("759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e");
    }

    @Test
    void anUnknownModelIsTheStudysFailure() {
        assertThatThrownBy(() -> PretrainedWeights.load("bert-huge"))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("'bert-huge'")
                .hasMessageContaining(TaskSpec.MINILM);
    }

    @Test
    void weightsThatDoNotFitAreRefusedByName() {
        BertLayout layout = new BertLayout(4, 4, 2, 2, 1, 1, 2, 1e-12);
        Map<String, FloatTensor> tensors =
                Map.of("embeddings.LayerNorm.bias", new FloatTensor(List.of(3), new float[3]));

        assertThatThrownBy(() -> new PretrainedWeights(layout, "", tensors))
                .hasMessageContaining("embeddings.LayerNorm.bias should have shape [2], got [3]");
    }

    @Test
    void aMatrixIsTurnedByItsRowsAndColumns() {
        FloatTensor matrix = new FloatTensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6});

        assertThat(matrix.transposed().data()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(matrix.transposed().shape()).containsExactly(3, 2);
    }
}
