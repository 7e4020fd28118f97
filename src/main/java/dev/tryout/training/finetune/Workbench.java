package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.cache.RowCache;
import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.files.FilePlaces;
import dev.tryout.training.model.SpecialTokens;
import dev.tryout.training.model.TextClassifier;
import dev.tryout.training.model.TextTokenizer;
import dev.tryout.training.pretrained.BertLayout;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.tensor.Checksums;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a worker's trials share: the engine, the pre-trained weights on the device, the data as token ids, and what
 * frozen stages give. Loaded once.
 */
final class Workbench implements AutoCloseable {
    private static final int DATA_KEPT = 2;

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
    private final RowCache cache;
    private final byte[] tokenizerJson;
    private final CacheKeys keys;
    private final RowBatches batches = new RowBatches();

    Workbench(TaskSpec task, DataSource source, Device device, CacheSettings settings, FilePlaces places) {
        this.task = task;
        this.source = source;
        engine = TorchEngine.start(device);
        model = PretrainedModel.required(task.model(), places);
        pooling = model.pooling(task.pooling());
        PretrainedWeights weights = model.weights();
        manager = engine.newManager();
        backboneHash = weights.sha256();
        tokenizerJson = model.tokenizerJson();
        cache = new RowCache(settings);
        keys = new CacheKeys(
                backboneHash,
                HexFormat.of().formatHex(Checksums.sha256().digest(tokenizerJson)),
                pooling,
                task.maxLength(),
                engine.describe(),
                settings.precision());
        weights.forEach(
                (name, tensor) -> backbone.put(TextClassifier.BACKBONE + name, DeviceArrays.create(manager, tensor)));
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
    EncodedData data(long seed) throws InterruptedException {
        EncodedData known = data.getIfPresent(seed);
        if (known == null) {
            known = encode(source.load(task.data(), seed));
            data.put(seed, known);
        }
        return known;
    }

    private EncodedData encode(LabelledData labelled) throws InterruptedException {
        return new EncodedData(
                labelled,
                (part, examples) -> new TokenRows(() -> tokenise(examples))
                        .through(cache, keys.tokens(labelled.fingerprint(), part)));
    }

    private int[][] tokenise(List<Example> examples) {
        try (TextTokenizer tokenizer = new TextTokenizer(tokenizerJson, task.maxLength())) {
            return tokenizer.encode(examples.stream().map(Example::input).toList());
        }
    }

    /** What is computed once for all trials, and all workers of the machine. */
    RowCache cache() {
        return cache;
    }

    /** Names the states behind frozen stages. */
    CacheKeys keys() {
        return keys;
    }

    /** For the one thread that trains. */
    RowBatches batches() {
        return batches;
    }

    /** The id of the token that stands for a hidden one; absent where the model's vocabulary has none. */
    OptionalInt maskId() {
        return SpecialTokens.mask(tokenizerJson);
    }

    @Override
    public void close() {
        cache.clear();
        data.invalidateAll();
        backbone.clear();
        manager.close();
    }
}
