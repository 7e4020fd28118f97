package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import dev.tryout.training.Pooling;
import dev.tryout.training.TrainingSettings.Precision;
import dev.tryout.training.pretrained.BertLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A backbone, the pooling of its last hidden states, and a linear head. Leading stages may be frozen: they are then in
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
    private final Pooling pooling;
    private final Precision precision;
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
     * @param products of the stages; the head's is in 32 bits always
     */
    public record Mode(int freezeDepth, double dropout, double headDropout, MatrixProducts products) {
        /** Nothing but the head would be trained, nothing is dropped. */
        public static Mode evaluation(BertLayout layout) {
            return new Mode(layout.stages(), 0, 0, MatrixProducts.FLOAT32);
        }
    }

    /**
     * @param manager for the model's own arrays; they live as long as it does
     * @param weights an array by tensor name, the head's included; arrays of frozen stages are shared and left alone, arrays
     *     of trained stages must be the model's own
     */
    public TextClassifier(
            NDManager manager, BertLayout layout, Pooling pooling, Mode mode, Function<String, NDArray> weights) {
        if (mode.freezeDepth() > layout.stages()) {
            throw new IllegalArgumentException("freeze_depth must be at most " + layout.stages()
                    + ", the number of the model's stages; found " + mode.freezeDepth());
        }
        this.pooling = pooling;
        this.precision = mode.products().precision();
        this.freezeDepth = mode.freezeDepth();
        this.store = new ParameterStore(manager, false);
        for (int stage = 0; stage < layout.stages(); stage++) {
            int place = stage;
            StageWeights given =
                    new StageWeights(name -> array(BACKBONE + name, place, weights), place >= mode.freezeDepth());
            AbstractBlock block = stage == 0
                    ? new EmbeddingStage(layout, given, mode.dropout())
                    : new EncoderStage(layout, stage, given, mode.dropout(), mode.products());
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
            boolean isTrained = depthOf(name) <= stages.size() - stage;
            array.setRequiresGradient(isTrained);
            if (isTrained) {
                names.add(name);
            }
        });
        return names;
    }

    /** In which the stages multiply matrices. */
    public Precision precision() {
        return precision;
    }

    /** How many stages are above an array that training changes: 0 in the head. */
    public int depthOf(String name) {
        Integer stage = stageOf.get(name);
        if (stage == null) {
            throw new IllegalArgumentException(name + " is not trained");
        }
        return stages.size() - stage;
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
        return onward(embedded(tokens, training), tokens.mask(), 1, stages.size(), training);
    }

    /** The hidden states behind the first stage. Shape (batch, length, hidden). */
    public NDArray embedded(TokenBatch tokens, boolean training) {
        NDArray types = tokens.types();
        NDList input = types == null ? new NDList(tokens.ids()) : new NDList(tokens.ids(), types);
        return stages.get(0).forward(store, input, training && freezeDepth == 0).singletonOrThrow();
    }

    /**
     * Takes hidden states on, through encoder stages.
     *
     * @param states behind the stages before, of shape (batch, length, hidden); used up
     * @param mask 1 for a token, 0 for padding, of shape (batch, length), 32-bit floats
     * @param from the first stage to go through, 1 at least
     * @param to the stage to end before
     * @return of the shape of the states
     */
    public NDArray onward(NDArray states, NDArray mask, int from, int to, boolean training) {
        NDArray scoreBias = mask.mul(-1).add(1).mul(PADDING_SCORE).expandDims(1).expandDims(1);
        NDArray reached = states;
        for (int stage = from; stage < to; stage++) {
            reached = encode(stage, reached, scoreBias, training && stage >= freezeDepth);
        }
        return reached;
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

    /** One vector for each text, of its tokens' last hidden states. Shape (batch, hidden). */
    public NDArray pooled(TokenBatch tokens, boolean training) {
        return pooled(hiddenStates(tokens, training), tokens.mask());
    }

    /**
     * One vector for each text.
     *
     * @param states the last hidden ones, of shape (batch, length, hidden)
     * @param mask of shape (batch, length), as in {@link #onward}
     * @return shape (batch, hidden)
     */
    public NDArray pooled(NDArray states, NDArray mask) {
        if (pooling == Pooling.CLS) {
            return states.get(new NDIndex(":, 0"));
        }
        NDArray weights = mask.expandDims(2);
        return states.mul(weights).sum(new int[] {1}).div(weights.sum(new int[] {1}));
    }

    /** The head's scores before softmax, from pooled states. Shape (batch, classes). */
    public NDArray logits(NDArray pooled, boolean training) {
        NDList input = new NDList(pooled);
        NDList dropped = training ? headDropout.forward(store, input, true) : input;
        return head.forward(store, dropped, training).singletonOrThrow();
    }
}
