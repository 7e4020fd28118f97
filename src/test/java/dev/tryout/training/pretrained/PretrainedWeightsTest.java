package dev.tryout.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.Pooling;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PretrainedWeightsTest {
    @Test
    void minilmHasEveryTensorOfItsLayout() {
        PretrainedWeights weights = PretrainedModel.required(TaskSpec.MINILM).weights();

        assertThat(weights.tensors().keySet())
                .isEqualTo(weights.layout().tensors().keySet());
        assertThat(weights.layout().stages()).isEqualTo(7);
        assertThat(weights.sha256()).isEqualTo("759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e");
    }

    @Test
    void bgeSmallHasTwelveLayersAndTakesTheFirstToken() throws IOException {
        PretrainedModel bge = PretrainedModel.required("bge-small-en-v1.5");
        PretrainedWeights weights = bge.weights();

        assertThat(weights.tensors().keySet()).isEqualTo(bge.layout().tensors().keySet());
        assertThat(bge.layout().stages()).isEqualTo(13);
        assertThat(bge.pooling()).isEqualTo(Pooling.CLS);
        assertThat(weights.sha256()).isEqualTo("828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35");
    }

    @Test
    void anUnknownModelIsTheStudysFailure() {
        assertThatThrownBy(() -> PretrainedModel.required("bert-huge"))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("bert-huge")
                .hasMessageContaining("bge-small-en-v1.5")
                .hasMessageContaining(TaskSpec.MINILM);
    }

    @Test
    void weightsThatDoNotFitAreRefusedByName() {
        BertLayout layout = new BertLayout(4, 4, 2, 2, 1, 1, 2, 1e-12);
        Map<String, TensorSource> tensors =
                Map.of("embeddings.LayerNorm.bias", TensorSource.of(new FloatTensor(List.of(3), new float[3])));

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
