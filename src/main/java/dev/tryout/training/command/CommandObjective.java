package dev.tryout.training.command;

import dev.tryout.training.CommandSpec;
import dev.tryout.training.Objective;
import dev.tryout.training.TestResult;
import dev.tryout.training.TrialRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any program as the objective. It runs without a shell, finds its configuration in its environment, and prints a JSON object
 * with the metric on one line of standard output for each epoch: {@code {"epoch": 3, "accuracy": 0.81, "loss": 0.5}}.
 * Further numbers become metrics, other lines go to the attempt's log.
 *
 * <p>Lines without an epoch count from 1 in every attempt, and an epoch already recorded is ignored: a program that cannot
 * resume may start from scratch, one that can must say its epochs. A report beyond the last epoch ends the program, as does
 * the decision to stop or pause, an interruption and a long silence: by a signal, then after the grace time by force, its
 * descendants with it. Ending well without a report, ending badly, silence before the last epoch, and a metric that is not
 * finite are a trial's failures, thrown as {@link CommandFailure}. No process outlives its run.
 */
public final class CommandObjective implements Objective {
    private final CommandSpec spec;
    private final String metric;
    private final Object lock = new Object();
    private @Nullable Thread runner;

    /** @param metric the key of a report that the trial is judged by */
    public CommandObjective(CommandSpec spec, String metric) {
        this.spec = spec;
        this.metric = metric;
    }

    /**
     * @throws CommandFailure the trial's failure
     * @throws InterruptedException where the thread was interrupted, the attempt taken back or this objective closed
     */
    @Override
    public void run(TrialRun run) throws CommandFailure, InterruptedException {
        synchronized (lock) {
            runner = Thread.currentThread();
        }
        try {
            new CommandRun(spec, metric, run).execute(Path.of(spec.directory()));
        } finally {
            synchronized (lock) {
                runner = null;
            }
        }
    }

    /** A JSON file with the configuration and the epoch's metrics; what a program saves in the folder remains its own. */
    @Override
    public Path checkpoint(Path folder, int epoch) {
        return TrialFiles.epoch(folder, epoch);
    }

    /** Empty: a program that wants a test does it itself. */
    @Override
    public TestResult test(Path checkpoint, TrialRun run) {
        return new TestResult(Map.of(), 0, List.of(), List.of());
    }

    /** Interrupts a run, which ends its program. */
    @Override
    public void close() {
        synchronized (lock) {
            if (runner != null) {
                runner.interrupt();
            }
        }
    }
}
