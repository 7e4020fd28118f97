package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.tryout.training.engine.Scalars;
import dev.tryout.training.pretrained.BertLayout;

/**
 * One encoder layer, normalised after each of its two parts (Devlin et al. 2019, BERT, section 3; Vaswani et al. 2017,
 * Attention Is All You Need, section 3). Inputs: hidden states of shape (batch, length, hidden), and what is added to the
 * attention's scores, of shape (batch, 1, 1, length): 0 for a token, far below for padding. States and norms are in 32 bits,
 * whatever matrices are multiplied in.
 */
final class EncoderStage extends AbstractBlock {
    private final int hidden;
    private final int heads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear attended;
    private final LayerNorm attendedNorm;
    private final Linear wide;
    private final Linear narrow;
    private final LayerNorm narrowNorm;
    private final Dropout dropout;
    private final MatrixProducts products;

    /** @param stage from 1 */
    EncoderStage(BertLayout layout, int stage, StageWeights weights, double dropoutRate, MatrixProducts products) {
        this.products = products;
        String prefix = BertLayout.prefix(stage);
        hidden = layout.hidden();
        heads = layout.heads();
        query = addChildBlock("query", weights.linear(prefix + "attention.self.query", hidden));
        key = addChildBlock("key", weights.linear(prefix + "attention.self.key", hidden));
        value = addChildBlock("value", weights.linear(prefix + "attention.self.value", hidden));
        attended = addChildBlock("attended", weights.linear(prefix + "attention.output.dense", hidden));
        attendedNorm = addChildBlock(
                "attendedNorm", weights.norm(prefix + "attention.output.LayerNorm", layout.normEpsilon()));
        wide = addChildBlock("wide", weights.linear(prefix + "intermediate.dense", layout.intermediate()));
        narrow = addChildBlock("narrow", weights.linear(prefix + "output.dense", hidden));
        narrowNorm = addChildBlock("narrowNorm", weights.norm(prefix + "output.LayerNorm", layout.normEpsilon()));
        dropout = addChildBlock(
                "dropout", Dropout.builder().optRate((float) dropoutRate).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray input = inputs.get(0);
        NDArray context = attention(store, input, inputs.get(1), training);
        NDArray mixed = drop(store, products.linear(store, attended, context, training), training);
        NDArray middle = apply(store, attendedNorm, mixed.add(input), training);
        NDArray widened = Activation.gelu(products.linear(store, wide, products.factor(middle), training));
        NDArray narrowed = drop(store, products.linear(store, narrow, widened, training), training);
        return new NDList(apply(store, narrowNorm, narrowed.add(middle), training));
    }

    private NDArray attention(ParameterStore store, NDArray input, NDArray scoreBias, boolean training) {
        NDArray states = products.factor(input);
        NDArray queries = split(products.linear(store, query, states, training));
        NDArray keys = split(products.linear(store, key, states, training));
        NDArray values = split(products.linear(store, value, states, training));
        NDArray scale = Scalars.of(input.getManager(), 1 / Math.sqrt((double) hidden / heads));
        NDArray raw = products.whole(queries.matMul(keys.transpose(0, 1, 3, 2)));
        NDArray scores = raw.mul(scale).add(scoreBias);
        NDArray weights = drop(store, scores.softmax(-1), training);
        return products.factor(weights)
                .matMul(values)
                .transpose(0, 2, 1, 3)
                .reshape(input.getShape().get(0), input.getShape().get(1), hidden);
    }

    /** (batch, length, hidden) to (batch, heads, length, hidden / heads). */
    private NDArray split(NDArray states) {
        Shape shape = states.getShape();
        return states.reshape(shape.get(0), shape.get(1), heads, hidden / heads).transpose(0, 2, 1, 3);
    }

    private NDArray drop(ParameterStore store, NDArray input, boolean training) {
        return training ? apply(store, dropout, input, true) : input;
    }

    private static NDArray apply(ParameterStore store, Block block, NDArray input, boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Block block : getChildren().values()) {
            block.initialize(manager, dataType, new Shape(1, hidden));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
