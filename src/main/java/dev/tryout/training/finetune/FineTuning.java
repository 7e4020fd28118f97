package dev.tryout.training.finetune;

import dev.tryout.evaluation.Classification;
import dev.tryout.evaluation.Evaluation;
import dev.tryout.training.Objective;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TestResult;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.TrialRun;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.device.Device;
import dev.tryout.training.files.FilePlaces;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.CheckpointFolder;
import dev.tryout.training.tensor.MalformedTensorsException;
import dev.tryout.trial.Metric;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tunes a pre-trained language model for a task. Each epoch's measurement has the metrics of the validation part
 * ({@link dev.tryout.evaluation}), {@code train_loss}, and {@code trained_parameters}.
 *
 * <p>The engine, the pre-trained weights and the data are loaded ahead of the first trial or by it, and shared by all. A JVM may have one
 * instance that trains: the engine draws all dropout from one stream.
 */
public final class FineTuning implements Objective {
    private final TaskSpec task;
    private final Metric metric;
    private final DataSource source;
    private final Device device;
    private final CacheSettings cache;
    private final FilePlaces places;
    private @Nullable Workbench workbench;

    /**
     * @param metric the study's; it says which epoch is a trial's best and stays on disk
     * @param cache of token ids, and of what frozen stages give
     */
    public FineTuning(TaskSpec task, Metric metric, DataSource source, Device device, CacheSettings cache) {
        this(task, metric, source, device, cache, FilePlaces.AS_NAMED);
    }

    /** @param places where the model's files are */
    public FineTuning(
            TaskSpec task, Metric metric, DataSource source, Device device, CacheSettings cache, FilePlaces places) {
        this.task = task;
        this.metric = metric;
        this.source = source;
        this.device = device;
        this.cache = cache;
        this.places = places;
    }

    @Override
    public void prepare(long seed) throws InterruptedException {
        workbench().data(seed);
    }

    @Override
    public void run(TrialRun run) throws IOException, InterruptedException, TrainingDiverged {
        // Loading takes seconds, and more where the machine is busy.
        int epoch = Math.max(1, run.recorded().size());
        run.progress(epoch, 0);
        Workbench bench = workbench();
        run.progress(epoch, 0);
        new TrialTraining(bench, metric, run).run();
    }

    @Override
    public Path checkpoint(Path folder, int epoch) {
        Path file = new CheckpointFolder(folder).file(epoch);
        return open(file, opened -> {
            if (opened.checkpoint().epoch() != epoch) {
                throw new MalformedTensorsException(
                        file + ": it is of epoch " + opened.checkpoint().epoch());
            }
            return file;
        });
    }

    @Override
    public TestResult test(Path checkpoint, TrialRun run) throws InterruptedException {
        Workbench bench = workbench();
        EncodedData data = bench.data(run.seed());
        int examples = data.part(EncodedData.Part.TEST).size();
        if (examples == 0) {
            throw new StudyFailure("the data has no test part: set 'test' above 0");
        }
        Pulse pulse = new Pulse(run);
        Heartbeat heartbeat = fraction -> pulse.beat(run.epochs(), fraction);
        Inference inference = new Inference(bench, run.memory().evaluation());
        return open(checkpoint, opened -> {
            if (!ResumePoint.isOf(run, opened.checkpoint())) {
                throw new MalformedTensorsException(checkpoint + ": it is of another trial");
            }
            ResumePoint.requireSameSources(opened.checkpoint(), bench, data);
            // In 32 bits, as the model folder will be used, whatever it was trained in.
            TrainingSettings settings =
                    TrainingSettings.of(opened.checkpoint().configuration().without(TrainingSettings.PRECISION));
            try (TrialModel model = TrialModel.restored(bench, inference, settings, opened.parameters())) {
                Evaluation test = Scoring.of(model, data, EncodedData.Part.TEST, heartbeat);
                Evaluation validation = Scoring.of(model, data, EncodedData.Part.VALIDATION, heartbeat);
                return new TestResult(
                        test.metrics(),
                        test.intervals(run.seed()),
                        validation.intervals(run.seed()),
                        examples,
                        data.labels(),
                        test instanceof Classification classes ? classes.confusion() : List.of());
            }
        });
    }

    @FunctionalInterface
    private interface Use<T, E extends Exception> {
        T of(CheckpointFile file) throws IOException, E;
    }

    private static <T, E extends Exception> T open(Path checkpoint, Use<T, E> use) throws E {
        try (CheckpointFile file = CheckpointFile.open(checkpoint)) {
            return use.of(file);
        } catch (FileNotFoundException missing) {
            throw new StudyFailure("the checkpoint " + checkpoint + " is missing", missing);
        } catch (MalformedTensorsException damaged) {
            throw new StudyFailure("a checkpoint is damaged. " + damaged.getMessage(), damaged);
        } catch (IOException fault) {
            throw new StudyFailure("the checkpoint " + checkpoint + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    /** What this worker's trials share; loaded when first asked for. */
    synchronized Workbench workbench() {
        if (workbench == null) {
            workbench = new Workbench(task, source, device, cache, places);
        }
        return workbench;
    }

    @Override
    public synchronized void close() {
        if (workbench != null) {
            workbench.close();
            workbench = null;
        }
    }
}
