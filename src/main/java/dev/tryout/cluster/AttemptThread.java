package dev.tryout.cluster;

import dev.tryout.space.Configuration;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.Objective;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TrialRun;
import dev.tryout.training.WorkerFailure;
import dev.tryout.training.files.FileSupply;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The blocking side of an attempt: runs the objective on the thread that calls {@link #run}, and can be interrupted there. */
final class AttemptThread implements TrialRun {
    private static final long PROGRESS_INTERVAL_NANOS = 500_000_000L;

    /** The actor's side; called from the objective's thread. */
    interface Listener {
        void measured(Measurement measurement, CompletableFuture<Decision> answer);

        void progressed(int epoch, double fraction);

        /** The objective came back; the failure is null where it did so in peace. Not called after a recall. */
        void returned(@Nullable Throwable failure);
    }

    private final Trial trial;
    private final long seed;
    private final MemoryLimits memory;
    private final Path folder;
    private final Listener listener;
    private final Object lock = new Object();
    private @Nullable Thread thread;
    private boolean recalled;
    private int resumeEpoch;
    private long lastProgressNanos = System.nanoTime() - PROGRESS_INTERVAL_NANOS;

    AttemptThread(Trial trial, long seed, MemoryLimits memory, Path folder, Listener listener) {
        this.trial = trial;
        this.seed = seed;
        this.memory = memory;
        this.folder = folder;
        this.listener = listener;
        this.resumeEpoch = trial.lastEpoch();
    }

    void run(ObjectiveSource objectives, RunSettings settings, FileSupply files) {
        synchronized (lock) {
            if (recalled) {
                return;
            }
            thread = Thread.currentThread();
        }
        Throwable failure = null;
        try {
            prepare(objectives, settings, files).run(this);
        } catch (Throwable e) { // Whatever it is, it belongs to somebody, and the actor decides to whom.
            failure = e;
        }
        synchronized (lock) {
            thread = null;
            Thread.interrupted(); // An interruption is this attempt's, not the next one's.
            if (recalled) {
                return;
            }
        }
        listener.returned(failure);
    }

    /** What goes wrong before the objective has seen the configuration is not the trial's fault. */
    private Objective prepare(ObjectiveSource objectives, RunSettings settings, FileSupply files)
            throws InterruptedException {
        try {
            Files.createDirectories(folder);
            Objective objective = objectives.get(settings, files);
            if (objectives.goesOnElsewhere()) {
                resumeEpoch = new ResumePreparation(trial, folder).fetch(files);
            }
            return objective;
        } catch (IOException e) {
            throw new WorkerFailure("cannot make the folder " + folder + ": " + e, e);
        } catch (StudyFailure | WorkerFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WorkerFailure("cannot prepare the trial: " + Blame.message(e), e);
        }
    }

    /** Takes the attempt back: the objective's thread is interrupted, and nothing more is heard of it. */
    void recall() {
        synchronized (lock) {
            recalled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    @Override
    public Decision report(Measurement measurement) throws InterruptedException {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        listener.measured(measurement, answer);
        try {
            return answer.get(); // Interrupted by recall(), at the latest when this worker ends.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void progress(int epoch, double fraction) {
        long now = System.nanoTime();
        if (now - lastProgressNanos >= PROGRESS_INTERVAL_NANOS) {
            lastProgressNanos = now;
            listener.progressed(epoch, fraction);
        }
    }

    @Override
    public int trial() {
        return trial.id();
    }

    @Override
    public int run() {
        return trial.origin().run();
    }

    @Override
    public boolean isShared() {
        return trial.origin().shareable();
    }

    @Override
    public boolean isRepeat() {
        return trial.isRepeat();
    }

    @Override
    public int attempt() {
        return trial.attempt();
    }

    @Override
    public Configuration configuration() {
        return trial.configuration();
    }

    @Override
    public int epochs() {
        return trial.epochs();
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public MemoryLimits memory() {
        return memory;
    }

    @Override
    public List<Measurement> recorded() {
        return trial.measurements();
    }

    @Override
    public int resumeEpoch() {
        return resumeEpoch;
    }

    @Override
    public Path folder() {
        return folder;
    }
}
