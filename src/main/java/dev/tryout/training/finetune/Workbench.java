package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.model.TextClassifier;
import dev.tryout.training.model.TextTokenizer;
import dev.tryout.training.pretrained.BertLayout;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import java.util.HashMap;
import java.util.Map;

/**
 * What a worker's trials share: the engine, the pre-trained weights on the device, the data as token ids, and pooled states
 * of the wholly frozen backbone. Loaded once.
 */
final class Workbench implements AutoCloseable {
    private static final int DATA_KEPT = 2;
    private static final long POOLED_KEPT_BYTES = 256L << 20;

    private final TaskSpec task;
    private final DataSource source;
    private final TorchEngine engine;
    private final NDManager manager;
    private final PretrainedModel model;
    private final Pooling pooling;
    private final String backboneHash;
    private final Map<String, NDArray> backbone = new HashMap<>();
    private final Cache<Long, EncodedData> data =
            Caffeine.newBuilder().maximumSize(DATA_KEPT).build();
    private final Cache<PooledKey, float[][]> pooled = Caffeine.newBuilder()
            .maximumWeight(POOLED_KEPT_BYTES)
            .weigher((PooledKey key, float[][] rows) ->
                    rows.length * (rows.length == 0 ? 0 : rows[0].length) * Float.BYTES)
            .build();

    /**
     * Which examples' pooled states.
     *
     * @param fingerprint of the data
     */
    record PooledKey(String fingerprint, EncodedData.Part part) {}

    Workbench(TaskSpec task, DataSource source, Device device) {
        this.task = task;
        this.source = source;
        engine = TorchEngine.start(device);
        model = PretrainedModel.required(task.model());
        pooling = model.pooling(task.pooling());
        PretrainedWeights weights = model.weights();
        manager = engine.newManager();
        backboneHash = weights.sha256();
        weights.forEach((name, tensor) ->
                backbone.put(TextClassifier.BACKBONE + name, DeviceArrays.create(manager, tensor)));
    }

    TorchEngine engine() {
        return engine;
    }

    NDManager manager() {
        return manager;
    }

    BertLayout layout() {
        return model.layout();
    }

    Pooling pooling() {
        return pooling;
    }

    /** Names the pre-trained weights. */
    String backboneHash() {
        return backboneHash;
    }

    /** A pre-trained array, shared: not to be changed. */
    NDArray pretrained(String name) {
        NDArray array = backbone.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the backbone has no tensor " + name);
        }
        return array;
    }

    /** The data of a study's seed, tokenised. */
    EncodedData data(long seed) {
        return data.get(seed, this::encode);
    }

    Cache<PooledKey, float[][]> pooled() {
        return pooled;
    }

    private EncodedData encode(long seed) {
        LabelledData labelled = source.load(task.data(), seed);
        try (TextTokenizer tokenizer = new TextTokenizer(model.tokenizerJson(), task.maxLength())) {
            return new EncodedData(labelled, tokenizer);
        }
    }

    @Override
    public void close() {
        pooled.invalidateAll();
        data.invalidateAll();
        backbone.clear();
        manager.close();
    }
}
