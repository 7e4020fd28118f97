package dev.tryout.cluster;

import dev.tryout.training.Objective;
import dev.tryout.training.TestResult;
import dev.tryout.training.TrialRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An objective whose parts a test sets; by default a run ends at once and a test succeeds. */
final class FakeObjective implements Objective {
    static final TestResult RESULT = new TestResult(Map.of("loss", 0.25), 10, List.of(), List.of());

    /** What a run does. */
    @FunctionalInterface
    interface Run {
        void run(TrialRun run) throws Exception;
    }

    /** What a test does. */
    @FunctionalInterface
    interface Test {
        TestResult test(Path checkpoint, TrialRun run) throws Exception;
    }

    private final Run run;
    private final Test test;
    final AtomicInteger tests = new AtomicInteger();

    FakeObjective(Run run) {
        this(run, (checkpoint, trial) -> RESULT);
    }

    FakeObjective(Run run, Test test) {
        this.run = run;
        this.test = test;
    }

    @Override
    public void run(TrialRun trial) throws Exception {
        run.run(trial);
    }

    @Override
    public Path checkpoint(Path folder, int epoch) {
        Path file = folder.resolve("epoch-" + epoch);
        if (!Files.exists(file)) {
            throw new dev.tryout.training.StudyFailure(file + " is missing");
        }
        return file;
    }

    @Override
    public TestResult test(Path checkpoint, TrialRun trial) throws Exception {
        tests.incrementAndGet();
        return test.test(checkpoint, trial);
    }

    @Override
    public void close() {}
}
