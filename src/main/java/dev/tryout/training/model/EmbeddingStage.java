package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.tryout.training.pretrained.BertLayout;
import org.jspecify.annotations.Nullable;

/**
 * Stage 0: token ids of shape (batch, length) to hidden states of shape (batch, length, hidden). A second input of the ids'
 * shape says which segment each token is of; without it all are of the first. A model that knows no segments takes no notice.
 */
final class EmbeddingStage extends AbstractBlock {
    private final int hidden;
    private final Parameter words;
    private final Parameter positions;
    private final @Nullable Parameter types;
    private final boolean knowsPairs;
    private final LayerNorm norm;
    private final Dropout dropout;

    EmbeddingStage(BertLayout layout, StageWeights weights, double dropoutRate) {
        String prefix = BertLayout.prefix(0);
        hidden = layout.hidden();
        knowsPairs = layout.types() > 1;
        words = addParameter(weights.parameter(prefix + "word_embeddings.weight"));
        positions = addParameter(weights.parameter(prefix + "position_embeddings.weight"));
        types = layout.types() == 0 ? null : addParameter(weights.parameter(prefix + "token_type_embeddings.weight"));
        norm = addChildBlock("norm", weights.norm(prefix + "LayerNorm", layout.normEpsilon()));
        dropout = addChildBlock(
                "dropout", Dropout.builder().optRate((float) dropoutRate).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray ids = inputs.head();
        NDManager manager = ids.getManager();
        NDArray position = manager.arange(0, (int) ids.getShape().get(1), 1, DataType.INT64);
        NDArray sum = look(store, words, ids, training).add(look(store, positions, position, training));
        if (types != null) {
            NDArray type =
                    inputs.size() > 1 && knowsPairs ? inputs.get(1) : manager.zeros(new Shape(1), DataType.INT64);
            sum = sum.add(look(store, types, type, training));
        }
        return dropout.forward(store, norm.forward(store, new NDList(sum), training), training);
    }

    private static NDArray look(ParameterStore store, Parameter table, NDArray ids, boolean training) {
        NDArray weights = store.getValue(table, ids.getDevice(), training);
        return Embedding.embedding(ids, weights, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        norm.initialize(manager, dataType, new Shape(1, hidden));
        dropout.initialize(manager, dataType, new Shape(1, hidden));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0].add(hidden)};
    }
}
