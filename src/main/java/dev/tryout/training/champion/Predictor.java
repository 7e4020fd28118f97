package dev.tryout.training.champion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.TaskType;
import dev.tryout.training.TextInput;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.model.TextClassifier;
import dev.tryout.training.model.TextTokenizer;
import dev.tryout.training.model.TokenBatch;
import dev.tryout.training.pretrained.UnsuitableModelException;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uses a model folder. One thread at a time. */
public final class Predictor implements AutoCloseable {
    private static final int BATCH = 64;

    private final ModelConfig config;
    private final TorchEngine engine;
    private final NDManager manager;
    private final TextTokenizer tokenizer;
    private final TextClassifier classifier;

    private Predictor(
            ModelConfig config,
            TorchEngine engine,
            NDManager manager,
            TextTokenizer tokenizer,
            Map<String, NDArray> weights) {
        this.config = config;
        this.engine = engine;
        this.manager = manager;
        this.tokenizer = tokenizer;
        this.classifier = new TextClassifier(
                manager,
                config.layout(),
                config.pooling(),
                TextClassifier.Mode.evaluation(config.layout()),
                weights::get);
    }

    /**
     * Verifies every file's checksum and loads the model.
     *
     * @throws DamagedModelException where the folder holds no whole model
     */
    public static Predictor open(Path folder, Device device) throws IOException {
        ModelFiles.verify(folder);
        ModelConfig config;
        try {
            config = ModelConfig.read(folder);
        } catch (IllegalArgumentException | UnsuitableModelException fault) {
            throw new DamagedModelException(folder, ModelFiles.CONFIG + ": " + fault.getMessage());
        }
        TorchEngine engine = TorchEngine.start(device);
        NDManager manager = engine.newManager();
        try {
            Map<String, NDArray> weights = weights(folder, config, manager);
            TextTokenizer tokenizer =
                    new TextTokenizer(Files.readAllBytes(folder.resolve(ModelFiles.TOKENIZER)), config.maxLength());
            return new Predictor(config, engine, manager, tokenizer, weights);
        } catch (IOException | RuntimeException fault) {
            manager.close();
            throw fault;
        }
    }

    private static Map<String, NDArray> weights(Path folder, ModelConfig config, NDManager manager) throws IOException {
        Map<String, List<Integer>> wanted = new LinkedHashMap<>();
        config.layout().tensors().forEach((name, shape) -> wanted.put(TextClassifier.BACKBONE + name, shape));
        int outputs = config.outputs();
        wanted.put(TextClassifier.HEAD_WEIGHT, List.of(outputs, config.layout().hidden()));
        wanted.put(TextClassifier.HEAD_BIAS, List.of(outputs));
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        wanted.forEach((name, shape) -> expected.put(config.family().classifierTensorName(name), shape));
        try (SafetensorsFile file = SafetensorsFile.map(folder.resolve(ModelFiles.WEIGHTS))) {
            if (!file.shapes().equals(expected)) {
                throw new DamagedModelException(folder, ModelFiles.WEIGHTS + " does not fit " + ModelFiles.CONFIG);
            }
            Map<String, NDArray> weights = new HashMap<>();
            for (String name : wanted.keySet()) {
                FloatTensor tensor = file.read(config.family().classifierTensorName(name));
                weights.put(name, DeviceArrays.create(manager, tensor));
            }
            return weights;
        }
    }

    /** What the model says, and of what. */
    public TaskType task() {
        return config.task();
    }

    /** Class names, in the order of the probabilities; empty for a regression. */
    public List<String> labels() {
        return config.labels();
    }

    /** A prediction for each input, in their order. For a model of pairs each must be one, and for others none. */
    public List<Prediction> predict(List<TextInput> inputs) {
        List<Prediction> predictions = new ArrayList<>();
        int outputs = config.outputs();
        try (TorchEngine.Scope off = engine.withoutGradients()) {
            for (int start = 0; start < inputs.size(); start += BATCH) {
                int[][] rows = tokenizer.encode(inputs.subList(start, Math.min(inputs.size(), start + BATCH)));
                try (NDManager step = manager.newSubManager()) {
                    NDArray pooled = classifier.pooled(TokenBatch.of(step, rows), false);
                    NDArray scores = classifier.logits(pooled, false);
                    float[] values = (task().hasClasses() ? scores.softmax(1) : scores).toFloatArray();
                    for (int row = 0; row < rows.length; row++) {
                        predictions.add(prediction(Arrays.copyOfRange(values, row * outputs, (row + 1) * outputs)));
                    }
                }
            }
        }
        return predictions;
    }

    private Prediction prediction(float[] values) {
        if (!task().hasClasses()) {
            return new Prediction.OfNumber(values[0]);
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        int best = 0;
        for (int label = 0; label < values.length; label++) {
            probabilities.put(config.labels().get(label), (double) values[label]);
            best = values[label] > values[best] ? label : best;
        }
        return new Prediction.OfClass(config.labels().get(best), values[best], probabilities);
    }

    @Override
    public void close() {
        tokenizer.close();
        manager.close();
    }
}
