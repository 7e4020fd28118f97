package dev.tryout.cluster;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.StudySpec;
import dev.tryout.training.device.Device;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Map;

/** Specifications, trials and measurements that the tests of this package share. */
final class Samples {
    static final Metric LOSS = new Metric("loss", Goal.MINIMIZE);
    static final RunSettings SETTINGS = new RunSettings("sample", "{}", "", LOSS, 7);

    private Samples() {}

    /** A study over one number, each trial training the same epochs. */
    static StudySpec spec(int trials, int epochs) {
        return spec(trials, epochs, new SchedulerSpec.None());
    }

    static StudySpec spec(int trials, int epochs, SchedulerSpec scheduler) {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter("x", new FloatDomain(0, 1, Scale.LINEAR), null),
                        new Parameter(StudySpec.EPOCHS, new FixedDomain(epochs), null)),
                List.of());
        Budget budget = new Budget(trials, null, null);
        return new StudySpec("sample", 7, LOSS, Method.RANDOM, scheduler, null, budget, space);
    }

    /** One with a CPU and 8 GB of memory. */
    static WorkerInfo worker(String name) {
        return new WorkerInfo(name, "cpu", "here", Device.Kind.CPU, 8_000_000_000L);
    }

    static WorkerInfo gpuWorker(String name, long memoryBytes) {
        return new WorkerInfo(name, "gpu 0", "here", Device.Kind.GPU, memoryBytes);
    }

    static Measurement epoch(int epoch, double loss) {
        return new Measurement(epoch, Map.of("loss", loss), 0.5);
    }

    /** A trial that runs on "worker-1", with one measurement for each loss. */
    static Trial running(int id, int attempt, int epochs, double... losses) {
        Trial trial = Trial.suggested(id, new Configuration(Map.of("x", 0.5)), "", epochs)
                .assigned("worker-1", attempt, 1_000);
        for (int i = 0; i < losses.length; i++) {
            trial = trial.measured(epoch(i + 1, losses[i]));
        }
        return trial;
    }
}
