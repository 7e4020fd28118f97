package dev.tryout.training.finetune;

import dev.tryout.evaluation.Evaluation;
import dev.tryout.training.TrainingMetrics;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.TrialRun;
import dev.tryout.training.tensor.Checkpoint;
import dev.tryout.training.tensor.CheckpointFolder;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One attempt at a trial: finds where to go on, reports what the study missed, then trains, writes the checkpoint and
 * reports, epoch by epoch, until the last one or until it is told to end.
 */
final class TrialTraining {
    private static final double TRAINING_SHARE = 0.9;
    private static final double NANOS = 1e9;

    private final Workbench workbench;
    private final Metric metric;
    private final TrialRun run;
    private final TrainingSettings settings;
    private final EncodedData data;
    private final CheckpointFolder folder;
    private final Pulse pulse;
    private final List<Measurement> measurements = new ArrayList<>();
    private final Set<Integer> recorded;
    private final long seed;

    TrialTraining(Workbench workbench, Metric metric, TrialRun run) throws InterruptedException {
        this.workbench = workbench;
        this.metric = metric;
        this.run = run;
        this.settings = TrainingSettings.of(run.configuration());
        this.data = workbench.data(run.seed());
        this.folder = new CheckpointFolder(run.folder());
        this.pulse = new Pulse(run);
        this.recorded = run.recorded().stream().map(Measurement::epoch).collect(Collectors.toSet());
        this.seed = Seeds.mix(run.seed(), run.run());
    }

    /** Runs to the trial's end, or until it is told to stop or pause. */
    void run() throws IOException, InterruptedException, TrainingDiverged {
        if (recorded.size() >= run.epochs()) {
            return;
        }
        folder.sweep();
        try (ResumePoint start = ResumePoint.find(folder, run, workbench, data)) {
            for (Measurement measurement : start.measurements()) {
                measurements.add(measurement);
                if (isOver(measurement)) {
                    return;
                }
            }
            train(start);
        }
    }

    private void train(ResumePoint start) throws IOException, InterruptedException, TrainingDiverged {
        try (TrialModel model = model(start);
                TrainingLoop loop = new TrainingLoop(
                        workbench,
                        model,
                        data,
                        settings,
                        new TrainingLoop.Span(run.epochs(), seed, run.memory().step()),
                        start.step(),
                        start.optimizerState())) {
            Measurement last;
            do {
                last = epoch(measurements.size() + 1, model, loop);
                measurements.add(last);
                boolean goesOn = last.epoch() < run.epochs() || run.isShared();
                folder.write(checkpoint(loop.steps()), model.sources(), goesOn ? loop.optimizerState() : Map.of());
                folder.tidy(kept());
            } while (!isOver(last));
        }
    }

    private TrialModel model(ResumePoint start) throws IOException {
        Inference inference = new Inference(workbench, run.memory().evaluation());
        return start.measurements().isEmpty()
                ? TrialModel.fresh(workbench, inference, settings, data.outputs(), seed)
                : TrialModel.restored(workbench, inference, settings, start.parameters());
    }

    private Measurement epoch(int epoch, TrialModel model, TrainingLoop loop)
            throws InterruptedException, TrainingDiverged {
        long start = System.nanoTime();
        if (settings.tokenDropout().share() == 0) {
            model.prefix().prepare(data, EncodedData.Part.TRAIN, fraction -> pulse.beat(epoch, 0));
        }
        model.prefix().prepare(data, EncodedData.Part.VALIDATION, fraction -> pulse.beat(epoch, 0));
        double trainLoss = loop.train(epoch, fraction -> pulse.beat(epoch, TRAINING_SHARE * fraction));
        Evaluation evaluation = Scoring.of(
                model,
                data,
                EncodedData.Part.VALIDATION,
                fraction -> pulse.beat(epoch, TRAINING_SHARE + (1 - TRAINING_SHARE) * fraction));
        if (!Double.isFinite(evaluation.loss())) {
            throw new TrainingDiverged(
                    "the validation loss", evaluation.loss(), epoch, loop.steps(), settings.learningRate());
        }
        Map<String, Double> metrics = new HashMap<>(evaluation.metrics());
        metrics.put(TrainingMetrics.TRAIN_LOSS, trainLoss);
        metrics.put(TrainingMetrics.TRAINED_PARAMETERS, (double) model.trainedParameters());
        loop.forcedMicroBatch().ifPresent(size -> metrics.put(TrainingMetrics.MICRO_BATCH, (double) size));
        model.inference().forced().ifPresent(size -> metrics.put(TrainingMetrics.EVALUATION_BATCH, (double) size));
        double seconds = (System.nanoTime() - start) / NANOS;
        return new Measurement(epoch, metrics, seconds, model.prefix().takeUse());
    }

    /** Reports an epoch, unless the study has it, and tidies up where it was the last. */
    private boolean isOver(Measurement measurement) throws InterruptedException {
        Decision decision = recorded.contains(measurement.epoch()) ? Decision.CONTINUE : run.report(measurement);
        boolean isLast = measurement.epoch() >= run.epochs();
        if (isLast || decision.action() == Decision.Action.STOP) {
            tidyEnded();
        }
        return isLast || decision.action() != Decision.Action.CONTINUE;
    }

    private void tidyEnded() {
        if (run.isShared()) {
            folder.tidyShared(kept());
        } else {
            folder.tidyEnded(kept());
        }
    }

    /** The best epoch; in a shared run each that was the best once, as it may be the best of a shorter trial. */
    private Set<Integer> kept() {
        Set<Integer> kept = new HashSet<>();
        Measurement best = measurements.get(0);
        for (Measurement measurement : measurements) {
            if (metric.isBetter(measurement.value(metric), best.value(metric))) {
                best = measurement;
            }
            if (run.isShared()) {
                kept.add(best.epoch());
            }
        }
        kept.add(best.epoch());
        return kept;
    }

    private Checkpoint checkpoint(long steps) {
        return new Checkpoint(
                run.run(),
                run.attempt(),
                measurements.size(),
                run.epochs(),
                run.seed(),
                steps,
                run.configuration(),
                measurements,
                workbench.backboneHash(),
                data.fingerprint());
    }
}
