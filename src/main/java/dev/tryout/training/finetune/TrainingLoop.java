package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.engine.Kernels;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.optim.Optimizer;
import dev.tryout.training.optim.Penalty;
import dev.tryout.training.optim.TrainedParameter;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model epoch by epoch. Everything random is drawn from the trial's seed and the epoch's number, so that an epoch
 * is the same whether the ones before it were trained just now or by another process.
 */
final class TrainingLoop implements AutoCloseable {
    private static final int REMEMBERED = 1;
    private static final int TEMPORARY = 1;

    private final Workbench workbench;
    private final TorchEngine engine;
    private final TrialModel model;
    private final EncodedData data;
    private final TrainingSettings settings;
    private final Strategy strategy;
    private final Optimizer optimizer;
    private final Penalty penalty;
    private final MicroBatches microBatches;
    private final TrainingLoss objective;
    private final @Nullable TokenDropout dropout;
    private final long seed;
    private long step;

    /** A trial's length, seed and memory. */
    record Span(int epochs, long seed, int microBatchLimit) {}

    /**
     * @param span the trial's
     * @param step how many were made before
     * @param optimizerState at that step
     */
    TrainingLoop(
            Workbench workbench,
            TrialModel model,
            EncodedData data,
            TrainingSettings settings,
            Span span,
            long step,
            Map<String, TensorSource> optimizerState)
            throws IOException {
        this.workbench = workbench;
        this.engine = workbench.engine();
        this.model = model;
        this.data = data;
        this.settings = settings;
        this.seed = span.seed();
        this.objective = TrainingLoss.of(data, settings);
        this.dropout = TokenDropout.of(settings.tokenDropout(), workbench::maskId);
        this.step = step;
        long stepsInEpoch = Batches.count(data.part(EncodedData.Part.TRAIN).size(), settings.batchSize());
        strategy = new Strategy(settings, workbench.layout().stages(), span.epochs(), stepsInEpoch);
        penalty = new Penalty(engine.kernels(), settings.l1(), settings.l2());
        int intended = settings.microBatchSize() == 0 ? settings.batchSize() : settings.microBatchSize();
        microBatches = new MicroBatches(Math.min(intended, settings.batchSize()), span.microBatchLimit());
        optimizer = fitting(
                REMEMBERED,
                () -> new Optimizer(
                        settings.optimizer(),
                        engine.kernels(),
                        model.parameters(),
                        model.newManager(),
                        optimizerState));
    }

    /**
     * Trains one epoch.
     *
     * @param epoch counted from 1
     * @return the mean loss of its examples, as they were met
     */
    double train(int epoch, Heartbeat heartbeat) throws InterruptedException, TrainingDiverged {
        long epochSeed = Seeds.mix(seed, epoch);
        engine.seed(epochSeed);
        List<TrainedParameter> parameters = model.trainFrom(strategy.trainedFrom(epoch));
        makeRoom(parameters);
        EncodedPart part = data.part(EncodedData.Part.TRAIN);
        List<int[]> batches = settings.batching() == TrainingSettings.Batching.BY_LENGTH
                ? Batches.bucketed(part.lengths(), settings.batchSize(), epochSeed)
                : Batches.shuffled(part.size(), settings.batchSize(), epochSeed);
        BatchGradients gradients =
                new BatchGradients(engine, (manager, examples) -> loss(manager, examples, epochSeed), microBatches);
        try (StepLog log = new StepLog(epoch, model.newManager())) {
            for (int i = 0; i < batches.size(); i++) {
                heartbeat.beat((double) i / batches.size());
                step(parameters, batches.get(i), gradients, log);
            }
            return log.lossSum() / part.size();
        }
    }

    /** What the optimizer remembers has its memory before the steps divide up the rest: no update fails halfway. */
    private void makeRoom(List<TrainedParameter> parameters) {
        try (TorchEngine.Scope off = engine.withoutGradients()) {
            fitting(REMEMBERED, () -> {
                optimizer.reserve(parameters);
                return parameters;
            });
        }
    }

    /**
     * Does some work; where memory runs out, again, with fewer examples at a time from then on.
     *
     * @param besides what it needs, in examples of a simulated device
     */
    private <T, E extends Exception> T fitting(int besides, DeviceMemory.Work<T, E> work) throws E {
        return DeviceMemory.fitting(engine::releaseCachedMemory, microBatches, settings.batchSize(), () -> {
            DeviceMemory.require(microBatches.size() + besides);
            return work.run();
        });
    }

    private void fitting(boolean takesMemory, Runnable work) {
        fitting(takesMemory ? REMEMBERED + TEMPORARY : REMEMBERED, () -> {
            work.run();
            return work;
        });
    }

    private void step(List<TrainedParameter> parameters, int[] batch, BatchGradients gradients, StepLog log)
            throws TrainingDiverged {
        double learningRate = strategy.learningRate(step);
        step++;
        try (NDManager manager = workbench.manager().newSubManager()) {
            List<NDArray> arrays =
                    parameters.stream().map(TrainedParameter::array).toList();
            BatchGradients.Result result = gradients.of(manager, batch, arrays);
            try (TorchEngine.Scope off = engine.withoutGradients()) {
                NDArray norm = update(manager, parameters, result.gradients(), learningRate);
                log.add(step, batch.length, learningRate, result.loss(), norm);
            }
        }
    }

    /** The norm of the gradients, 0 where it is not asked for. */
    private NDArray update(
            NDManager manager, List<TrainedParameter> parameters, List<NDArray> gradients, double learningRate) {
        Map<String, NDArray> byName = new LinkedHashMap<>();
        for (int i = 0; i < gradients.size(); i++) {
            byName.put(parameters.get(i).name(), gradients.get(i));
        }
        fitting(penalty.takesMemory(), () -> penalty.addTo(parameters, gradients));
        Kernels kernels = engine.kernels();
        boolean isClipped = settings.clipNorm() > 0;
        NDArray norm =
                fitting(REMEMBERED, () -> isClipped ? kernels.norm(manager, gradients) : manager.zeros(new Shape()));
        NDArray divisor = isClipped ? kernels.clipDivisor(norm, settings.clipNorm()) : manager.ones(new Shape());
        optimizer.step(byName, divisor, learningRate, part -> fitting(optimizer.takesMemory(), part));
        return norm;
    }

    private NDArray loss(NDManager manager, int[] examples, long epochSeed) {
        EncodedPart part = data.part(EncodedData.Part.TRAIN);
        NDArray outputs = dropout == null
                ? model.logits(manager, data, EncodedData.Part.TRAIN, examples, true)
                : model.logits(dropout.batch(manager, part, examples, epochSeed), true);
        return objective.of(outputs, examples);
    }

    /** Updates made so far, those before included. */
    long steps() {
        return step;
    }

    /** How many examples are computed at once, where the device's memory made it fewer than the settings say. */
    OptionalInt forcedMicroBatch() {
        return microBatches.forced();
    }

    Map<String, TensorSource> optimizerState() {
        return optimizer.state();
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
