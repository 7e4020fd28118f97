package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import dev.tryout.training.pretrained.BertLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A backbone, the mean of its last hidden states, and a linear head. Leading stages may be frozen: they are then in
 * evaluation mode always, and no gradient is computed in them.
 *
 * <p>Tensor names are those of Hugging Face's {@code BertForSequenceClassification}: {@link #BACKBONE} before the
 * backbone's, and {@link #HEAD_WEIGHT} and {@link #HEAD_BIAS}.
 */
public final class TextClassifier {
    public static final String BACKBONE = "bert.";
    public static final String HEAD_WEIGHT = "classifier.weight";
    public static final String HEAD_BIAS = "classifier.bias";

    private static final float PADDING_SCORE = -1e9f;

    private final List<AbstractBlock> stages = new ArrayList<>();
    private int freezeDepth;
    private final Linear head;
    private final Dropout headDropout;
    private final ParameterStore store;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, Integer> stageOf = new HashMap<>();

    /**
     * How a classifier is trained.
     *
     * @param freezeDepth how many leading stages are frozen
     * @param dropout in the stages that are not
     * @param headDropout before the head
     */
    public record Mode(int freezeDepth, double dropout, double headDropout) {
        /** Nothing but the head would be trained, nothing is dropped. */
        public static Mode evaluation(BertLayout layout) {
            return new Mode(layout.stages(), 0, 0);
        }
    }

    /**
     * @param manager for the model's own arrays; they live as long as it does
     * @param weights an array by tensor name, the head's included; arrays of frozen stages are shared and left alone, arrays
     *     of trained stages must be the model's own
     */
    public TextClassifier(NDManager manager, BertLayout layout, Mode mode, Function<String, NDArray> weights) {
        this.freezeDepth = mode.freezeDepth();
        this.store = new ParameterStore(manager, false);
        for (int stage = 0; stage < layout.stages(); stage++) {
            int place = stage;
            StageWeights given = new StageWeights(
                    name -> array(BACKBONE + name, place, weights), place >= mode.freezeDepth());
            AbstractBlock block = stage == 0
                    ? new EmbeddingStage(layout, given, mode.dropout())
                    : new EncoderStage(layout, stage, given, mode.dropout());
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
            stages.add(block);
        }
        StageWeights headWeights = new StageWeights(name -> array(name, layout.stages(), weights), true);
        NDArray weight = weights.apply(HEAD_WEIGHT);
        head = headWeights.linear("classifier", (int) weight.getShape().get(0));
        head.initialize(manager, DataType.FLOAT32, new Shape(1, layout.hidden()));
        headDropout = Dropout.builder().optRate((float) mode.headDropout()).build();
    }

    private NDArray array(String name, int stage, Function<String, NDArray> weights) {
        NDArray array = weights.apply(name);
        if (stage >= freezeDepth) {
            trained.put(name, array);
            stageOf.put(name, stage);
        }
        return array;
    }

    /**
     * Freezes stages for a time, besides those that are frozen always.
     *
     * @param stage the first that is trained; the number of stages for the head alone
     * @return the names of the arrays that are trained from now on, in the order of the model
     */
    public List<String> trainFrom(int stage) {
        freezeDepth = stage;
        List<String> names = new ArrayList<>();
        trained.forEach((name, array) -> {
            boolean isTrained = stageOf(name) >= stage;
            array.setRequiresGradient(isTrained);
            if (isTrained) {
                names.add(name);
            }
        });
        return names;
    }

    /** The stage of an array that training changes; the head counts as the one behind the last. */
    public int stageOf(String name) {
        Integer stage = stageOf.get(name);
        if (stage == null) {
            throw new IllegalArgumentException(name + " is not trained");
        }
        return stage;
    }

    /** The arrays that training changes, by name, in the order of the model. */
    public Map<String, NDArray> trained() {
        return Collections.unmodifiableMap(trained);
    }

    /**
     * The backbone's last hidden states.
     *
     * @return shape (batch, length, hidden)
     */
    public NDArray hiddenStates(TokenBatch tokens, boolean training) {
        NDArray types = tokens.types();
        NDList input = types == null ? new NDList(tokens.ids()) : new NDList(tokens.ids(), types);
        NDArray scoreBias =
                tokens.mask().mul(-1).add(1).mul(PADDING_SCORE).expandDims(1).expandDims(1);
        NDArray states = stages.get(0)
                .forward(store, input, training && freezeDepth == 0)
                .singletonOrThrow();
        for (int stage = 1; stage < stages.size(); stage++) {
            states = encode(stage, states, scoreBias, training && stage >= freezeDepth);
        }
        return states;
    }

    /** Frees a stage's intermediate results at its end; what gradients need of them, the engine keeps. */
    private NDArray encode(int stage, NDArray states, NDArray scoreBias, boolean training) {
        NDManager manager = states.getManager();
        try (NDManager scope = manager.newSubManager()) {
            states.attach(scope);
            NDArray encoded = stages.get(stage)
                    .forward(store, new NDList(states, scoreBias), training)
                    .singletonOrThrow();
            encoded.attach(manager);
            return encoded;
        }
    }

    /** The mean of the tokens' hidden states, padding left out. Shape (batch, hidden). */
    public NDArray pooled(TokenBatch tokens, boolean training) {
        NDArray weights = tokens.mask().expandDims(2);
        NDArray sum = hiddenStates(tokens, training).mul(weights).sum(new int[] {1});
        return sum.div(weights.sum(new int[] {1}));
    }

    /** The head's scores before softmax, from pooled states. Shape (batch, classes). */
    public NDArray logits(NDArray pooled, boolean training) {
        NDList input = new NDList(pooled);
        NDList dropped = training ? headDropout.forward(store, input, true) : input;
        return head.forward(store, dropped, training).singletonOrThrow();
    }
}
