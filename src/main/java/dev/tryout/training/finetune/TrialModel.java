package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.model.MatrixProducts;
import dev.tryout.training.model.TextClassifier;
import dev.tryout.training.model.TokenBatch;
import dev.tryout.training.optim.TrainedParameter;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A trial's classifier: frozen stages share the worker's pre-trained arrays, trained ones are its own, from a checkpoint or
 * from the pre-trained ones and a head drawn by seed.
 */
final class TrialModel implements AutoCloseable {
    private static final double HEAD_DEVIATION = 0.02;

    private final NDManager manager;
    private final TextClassifier classifier;
    private final FrozenPrefix prefix;
    private final Inference inference;

    private TrialModel(
            Workbench workbench,
            Inference inference,
            TrainingSettings settings,
            NDManager manager,
            Map<String, NDArray> own) {
        this.manager = manager;
        this.classifier = new TextClassifier(
                manager,
                workbench.layout(),
                workbench.pooling(),
                new TextClassifier.Mode(
                        settings.freezeDepth(),
                        settings.dropout(),
                        settings.headDropout(),
                        MatrixProducts.of(
                                settings.precision(), workbench.engine().kernels())),
                name -> own.containsKey(name) ? own.get(name) : workbench.pretrained(name));
        this.inference = inference;
        this.prefix = new FrozenPrefix(workbench, inference, classifier, settings.freezeDepth());
    }

    /** A model at the start of its trial. */
    static TrialModel fresh(
            Workbench workbench, Inference inference, TrainingSettings settings, int outputs, long headSeed) {
        NDManager manager = workbench.manager().newSubManager();
        try {
            Map<String, NDArray> own =
                    new HashMap<>(head(manager, outputs, workbench.layout().hidden(), headSeed));
            trainedNames(workbench, settings)
                    .forEach(name -> own.put(name, DeviceArrays.copy(manager, workbench.pretrained(name))));
            return new TrialModel(workbench, inference, settings, manager, own);
        } catch (RuntimeException fault) {
            manager.close();
            throw fault;
        }
    }

    /**
     * A model as a checkpoint left it.
     *
     * @param parameters the trained ones, by name
     */
    static TrialModel restored(
            Workbench workbench, Inference inference, TrainingSettings settings, Map<String, TensorSource> parameters)
            throws IOException {
        Set<String> expected = trainedNames(workbench, settings);
        expected.addAll(List.of(TextClassifier.HEAD_WEIGHT, TextClassifier.HEAD_BIAS));
        if (!parameters.keySet().equals(expected)) {
            throw new StudyFailure("the checkpoint's tensors are not those that its configuration trains");
        }
        NDManager manager = workbench.manager().newSubManager();
        try {
            Map<String, NDArray> own = new HashMap<>();
            for (Map.Entry<String, TensorSource> parameter : parameters.entrySet()) {
                own.put(parameter.getKey(), DeviceArrays.create(manager, parameter.getValue()));
            }
            return new TrialModel(workbench, inference, settings, manager, own);
        } catch (IOException | RuntimeException fault) {
            manager.close();
            throw fault;
        }
    }

    /** The backbone's parameters that are trained, by the classifier's names. */
    private static Set<String> trainedNames(Workbench workbench, TrainingSettings settings) {
        Set<String> names = new HashSet<>();
        for (int stage = settings.freezeDepth(); stage < workbench.layout().stages(); stage++) {
            workbench.layout().stage(stage).keySet().forEach(name -> names.add(TextClassifier.BACKBONE + name));
        }
        return names;
    }

    private static Map<String, NDArray> head(NDManager manager, int classes, int hidden, long seed) {
        Random random = new Random(seed);
        float[] weight = new float[classes * hidden];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (random.nextGaussian() * HEAD_DEVIATION);
        }
        FloatTensor weights = new FloatTensor(List.of(classes, hidden), weight);
        FloatTensor bias = new FloatTensor(List.of(classes), new float[classes]);
        return Map.of(
                TextClassifier.HEAD_WEIGHT, DeviceArrays.create(manager, weights),
                TextClassifier.HEAD_BIAS, DeviceArrays.create(manager, bias));
    }

    /** A manager that is closed with the model. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /** The arrays that training changes, by name. */
    Map<String, NDArray> trained() {
        return classifier.trained();
    }

    /** The same, with their places in the model. */
    List<TrainedParameter> parameters() {
        return parameters(classifier.trained().keySet());
    }

    /**
     * Freezes the stages before one for a time.
     *
     * @param stage the number of stages for the head alone
     * @return what is trained from now on
     */
    List<TrainedParameter> trainFrom(int stage) {
        return parameters(classifier.trainFrom(stage));
    }

    private List<TrainedParameter> parameters(Collection<String> names) {
        Map<String, NDArray> trained = classifier.trained();
        return names.stream()
                .map(name ->
                        new TrainedParameter(name, Objects.requireNonNull(trained.get(name)), classifier.depthOf(name)))
                .toList();
    }

    /** How many numbers they hold. */
    long trainedParameters() {
        return classifier.trained().values().stream().mapToLong(NDArray::size).sum();
    }

    /** The same arrays, to be read when they are written. */
    Map<String, TensorSource> sources() {
        Map<String, TensorSource> sources = new LinkedHashMap<>();
        classifier.trained().forEach((name, array) -> sources.put(name, DeviceArrays.source(array)));
        return sources;
    }

    /** How it is run where it is not trained. */
    Inference inference() {
        return inference;
    }

    /** What its frozen stages give, computed once. */
    FrozenPrefix prefix() {
        return prefix;
    }

    /** The head's scores of a batch of a part, shape (batch, outputs). */
    NDArray logits(NDManager step, EncodedData data, EncodedData.Part part, int[] batch, boolean training) {
        return classifier.logits(prefix.pooled(step, data, part, batch, training), training);
    }

    /** The head's scores of tokens that are met once, shape (batch, outputs). */
    NDArray logits(TokenBatch tokens, boolean training) {
        return classifier.logits(classifier.pooled(tokens, training), training);
    }

    @Override
    public void close() {
        manager.close();
    }
}
