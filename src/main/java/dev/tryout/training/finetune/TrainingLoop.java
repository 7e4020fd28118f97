package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.optim.AdamW;
import dev.tryout.training.optim.GradientNorm;
import dev.tryout.training.optim.LearningRateSchedule;
import dev.tryout.training.optim.Optimizer;
import dev.tryout.training.optim.Sgd;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model epoch by epoch. Everything random is drawn from the trial's seed and the epoch's number, so that an epoch
 * is the same whether the ones before it were trained just now or by another process.
 */
final class TrainingLoop implements AutoCloseable {
    private final Workbench workbench;
    private final TorchEngine engine;
    private final TrialModel model;
    private final EncodedData data;
    private final TrainingSettings settings;
    private final LearningRateSchedule schedule;
    private final Optimizer optimizer;
    private final TrainingLoss objective;
    private final @Nullable TokenDropout dropout;
    private final long seed;
    private long step;

    /**
     * @param epochs the trial's, which the schedule spans
     * @param seed the trial's
     * @param step how many were made before
     * @param optimizerState at that step
     */
    TrainingLoop(
            Workbench workbench,
            TrialModel model,
            EncodedData data,
            TrainingSettings settings,
            int epochs,
            long seed,
            long step,
            Map<String, TensorSource> optimizerState)
            throws IOException {
        this.workbench = workbench;
        this.engine = workbench.engine();
        this.model = model;
        this.data = data;
        this.settings = settings;
        this.seed = seed;
        this.objective = TrainingLoss.of(data, settings);
        this.dropout = TokenDropout.of(settings.tokenDropout(), workbench::maskId);
        this.step = step;
        long stepsInEpoch = Batches.count(data.part(EncodedData.Part.TRAIN).size(), settings.batchSize());
        schedule = LearningRateSchedule.of(settings.schedule(), settings.learningRate(), stepsInEpoch * epochs);
        NDManager manager = model.newManager();
        optimizer = switch (settings.optimizer()) {
            case ADAMW ->
                new AdamW(
                        new AdamW.Settings(
                                settings.beta1(), settings.beta2(), settings.epsilon(), settings.weightDecay()),
                        model.trained(),
                        manager,
                        optimizerState);
            case SGD -> new Sgd(settings.momentum(), settings.weightDecay(), model.trained(), manager, optimizerState);
        };
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
        EncodedPart part = data.part(EncodedData.Part.TRAIN);
        List<int[]> batches = Batches.shuffled(part.lengths(), settings.batchSize(), epochSeed);
        double sum = 0;
        for (int i = 0; i < batches.size(); i++) {
            heartbeat.beat((double) i / batches.size());
            sum += step(epoch, epochSeed, batches.get(i)) * batches.get(i).length;
        }
        return sum / part.size();
    }

    private double step(int epoch, long epochSeed, int[] batch) throws TrainingDiverged {
        double learningRate = schedule.at(step);
        try (NDManager manager = workbench.manager().newSubManager()) {
            NDArray loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                loss = objective.of(outputs(manager, batch, epochSeed), batch);
                collector.backward(loss);
            }
            double value = loss.getFloat();
            requireFinite("the loss", value, epoch, learningRate);
            update(manager, epoch, learningRate);
            step++;
            return value;
        }
    }

    private NDArray outputs(NDManager manager, int[] batch, long epochSeed) {
        return dropout == null
                ? model.logits(manager, data, EncodedData.Part.TRAIN, batch, true)
                : model.logits(dropout.batch(manager, data.part(EncodedData.Part.TRAIN), batch, epochSeed), true);
    }

    private void update(NDManager manager, int epoch, double learningRate) throws TrainingDiverged {
        try (TorchEngine.Scope off = engine.withoutGradients()) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            model.trained().forEach((name, parameter) -> {
                NDArray gradient = parameter.getGradient();
                gradient.attach(manager);
                gradients.put(name, gradient);
            });
            double norm = GradientNorm.of(gradients.values());
            requireFinite("the gradients' norm", norm, epoch, learningRate);
            optimizer.step(gradients, learningRate, GradientNorm.scale(norm, settings.clipNorm()));
            model.trained().values().forEach(engine::zeroGradient);
        }
    }

    private void requireFinite(String what, double value, int epoch, double learningRate) throws TrainingDiverged {
        if (!Double.isFinite(value)) {
            throw new TrainingDiverged(what, value, epoch, step + 1, learningRate);
        }
    }

    /** Updates made so far, those before included. */
    long steps() {
        return step;
    }

    Map<String, TensorSource> optimizerState() {
        return optimizer.state();
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
