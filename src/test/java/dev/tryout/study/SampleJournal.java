package dev.tryout.study;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A short study with every kind of event, domain and value in it. */
final class SampleJournal {
    private static final SearchSpace SPACE = new SearchSpace(
            List.of(
                    new Parameter("epochs", new IntDomain(1, 3, Scale.LINEAR), null),
                    new Parameter("learning_rate", new FloatDomain(1e-5, 3e-3, Scale.LOG), null),
                    new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd")), null),
                    new Parameter("batch_size", new CategoricalDomain(List.of(16, 32.5)), null),
                    new Parameter("nesterov", new FixedDomain(true), null),
                    new Parameter(
                            "momentum",
                            new FloatDomain(0.8, 0.99, Scale.LINEAR),
                            new Condition(Map.of("optimizer", List.of("sgd"))))),
            List.of(Constraint.parse("epochs >= 2 or batch_size == 16")));

    private static final StudySpec SPEC = new StudySpec(
            "words",
            -42,
            Studies.ACCURACY,
            Method.TPE,
            new SchedulerSpec.Asha(1, 3, SchedulerSpec.Kind.STOPPING),
            new EarlyStopping(2, 0.001),
            new Budget(4, 1_800_000L, null),
            SPACE);

    static final List<StudyEvent> EVENTS = List.of(
            new StudyEvent.StudyCreated(SPEC, "{\"type\":\"command\"}", "sha256:00ff", "0.1.0", 1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.TrialSuggested(1, configuration(3, 1e-4, "adamw"), 3, null, 3_000),
            new StudyEvent.TrialAssigned(1, 1, "worker-1", null, null, 3_000),
            new StudyEvent.TrialSuggested(2, configuration(3, 2.5e-3, "sgd"), 3, null, 3_500),
            new StudyEvent.TrialAssigned(2, 1, "worker-2", null, null, 3_500),
            new StudyEvent.EpochMeasured(1, 1, new Measurement(1, Map.of("accuracy", 0.5, "loss", 1.25), 0.5), 4_000),
            new StudyEvent.EpochMeasured(2, 1, new Measurement(1, Map.of("accuracy", 0.25), 0), 4_500),
            new StudyEvent.TrialPruned(2, "stopped at epoch 1: 2nd of 2 on rung 1", 4_500),
            new StudyEvent.TrialPaused(1, "rung 1", 5_000),
            new StudyEvent.TrialAssigned(1, 2, "worker-2", null, null, 5_500),
            new StudyEvent.TrialLost(1, true, "it was killed", 6_000),
            new StudyEvent.TrialAssigned(1, 3, "worker-2", null, null, 6_500),
            new StudyEvent.EpochMeasured(
                    1, 3, new Measurement(2, Map.of("accuracy", 0.75, "loss", Double.POSITIVE_INFINITY), 1), 7_000),
            new StudyEvent.TrialCompleted(1, "it ended by itself after epoch 2 of 3", 7_500),
            new StudyEvent.TrialSuggested(3, configuration(1, 1e-5, "adamw"), 1, null, 8_000),
            new StudyEvent.TrialAssigned(3, 1, "worker-1", null, null, 8_000),
            new StudyEvent.TrialLost(3, false, "the study was paused", 8_500),
            new StudyEvent.StudyPaused("by hand", 8_500),
            new StudyEvent.SessionOpened(100_000),
            new StudyEvent.TrialAssigned(3, 2, "worker-1", null, null, 100_500),
            new StudyEvent.EpochMeasured(3, 2, new Measurement(1, Map.of("accuracy", Double.NaN), 2), 101_000),
            new StudyEvent.TrialFailed(3, "accuracy is NaN at epoch 1", 101_000),
            new StudyEvent.StudyFinished("the budget of time is spent", 102_000),
            new StudyEvent.ChampionPromoted(
                    new Champion(
                            1,
                            2,
                            "/studies/words/champion",
                            Map.of("accuracy", 0.7),
                            10,
                            List.of("no", "yes"),
                            List.of(List.of(4, 1), List.of(2, 3))),
                    103_000));

    /** What later versions journal besides: where trials come from and how far they go, and trials from elsewhere. */
    static final List<StudyEvent> LATER_EVENTS = List.of(
            new StudyEvent.StudyCreated(SPEC, "{\"type\":\"command\"}", "sha256:00ff", "0.2.0", 1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.TrialAdded(
                    1,
                    configuration(3, 1e-4, "adamw"),
                    3,
                    List.of(
                            new Measurement(1, Map.of("accuracy", 0.25), 2),
                            new Measurement(3, Map.of("accuracy", 0.875), 2)),
                    "from the study words-2025",
                    2_500),
            new StudyEvent.TrialAdded(
                    2,
                    configuration(3, 3e-3, "sgd"),
                    3,
                    List.of(new Measurement(3, Map.of("accuracy", Double.NaN), 0)),
                    "from the client",
                    2_500),
            new StudyEvent.TrialSuggested(3, configuration(3, 2e-4, "adamw"), 3, "Sobol point 1", 3_000),
            new StudyEvent.TrialAssigned(3, 1, "worker-1", 1, null, 3_000),
            new StudyEvent.EpochMeasured(3, 1, new Measurement(1, Map.of("accuracy", 0.5), 1), 4_000),
            new StudyEvent.TrialPaused(3, "paused at epoch 1, as planned", 4_000),
            new StudyEvent.TrialAssigned(3, 2, "worker-1", 3, "promoted to rung 2: 1st of 1 on rung 1", 4_500));

    /** An edit: another budget, a wider range, an added value. */
    static final List<StudyEvent> EDIT_EVENTS = List.of(
            new StudyEvent.StudyCreated(SPEC, "{\"type\":\"command\"}", "sha256:00ff", "0.3.0", 1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.TrialSuggested(1, configuration(3, 1e-4, "adamw"), 3, "random", 3_000),
            new StudyEvent.StudyEdited(
                    SPEC.with(new Budget(8, null, 100), edited()),
                    List.of(
                            "budget.trials: 4 -> 8",
                            "budget.time: 1800s -> no bound",
                            "budget.epochs: no bound -> 100",
                            "parameters.learning_rate: 1e-5 to 0.003 -> 2e-4 to 0.1",
                            "parameters.optimizer: [adamw, sgd] -> [adamw, sgd, lion]"),
                    4_000));

    /** Trials that share a run, and a final. */
    static final List<StudyEvent> SHARED_EVENTS = List.of(
            new StudyEvent.StudyCreated(
                    SPEC.withFinalists(new Finalists(1, 2)), "{\"type\":\"command\"}", "sha256:00ff", "0.4.0", 1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.TrialSuggested(1, configuration(2, 1e-4, "adamw"), 2, "grid", 1, null, 3_000),
            new StudyEvent.TrialAssigned(1, 1, "worker-1", 2, null, 3_000),
            new StudyEvent.EpochMeasured(1, 1, new Measurement(1, Map.of("accuracy", 0.5), 1), 4_000),
            new StudyEvent.TrialSuggested(2, configuration(1, 1e-4, "adamw"), 1, "grid", 1, null, 4_100),
            new StudyEvent.EpochsShared(2, 1, 1, List.of(new Measurement(1, Map.of("accuracy", 0.5), 1)), null, 4_100),
            new StudyEvent.TrialCompleted(2, "", 4_100),
            new StudyEvent.TrialSuggested(3, configuration(3, 1e-4, "adamw"), 3, "grid", 1, null, 4_200),
            new StudyEvent.EpochsShared(3, 1, 1, List.of(), "promoted to rung 2: 1st of 3 on rung 1", 4_200),
            new StudyEvent.EpochMeasured(1, 1, new Measurement(2, Map.of("accuracy", 0.75), 1), 5_000),
            new StudyEvent.TrialCompleted(1, "", 5_000),
            new StudyEvent.FinalsBegun("every configuration was tried", List.of(1), 2, 6_000),
            new StudyEvent.TrialSuggested(
                    4, configuration(2, 1e-4, "adamw"), 2, "finals: trial 1 with seed 2 of 2", null, 1, 6_100),
            new StudyEvent.TrialAssigned(4, 1, "worker-1", 2, null, 6_100),
            new StudyEvent.EpochMeasured(4, 1, new Measurement(1, Map.of("accuracy", 0.625), 1), 7_000));

    /** What people do: a pause, another try of a failed trial, an end before the budget is spent. */
    static final List<StudyEvent> ASKED_EVENTS = List.of(
            new StudyEvent.StudyCreated(SPEC, "{\"type\":\"command\"}", "sha256:00ff", "0.5.0", 1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.TrialSuggested(1, configuration(3, 1e-4, "adamw"), 3, "random", 3_000),
            new StudyEvent.TrialAssigned(1, 1, "worker-1", 3, null, 3_000),
            new StudyEvent.EpochMeasured(1, 1, new Measurement(1, Map.of("accuracy", 0.5), 1), 4_000),
            new StudyEvent.TrialFailed(1, "out of paper", 4_500),
            new StudyEvent.TrialSuggested(2, configuration(2, 2e-4, "adamw"), 2, "random", 5_000),
            new StudyEvent.TrialAssigned(2, 1, "worker-1", 2, null, 5_000),
            new StudyEvent.TrialLost(2, false, "the study was paused", 6_000),
            new StudyEvent.StudyPaused("ann@desk asked for it", "ann@desk", 6_000),
            new StudyEvent.TrialsRetried(List.of(1), 70_000),
            new StudyEvent.SessionOpened(80_000),
            new StudyEvent.TrialAssigned(1, 2, "worker-1", 3, "retried", 81_000),
            new StudyEvent.StudyStopped("stopped by ann@desk", 82_000),
            new StudyEvent.EpochMeasured(1, 2, new Measurement(2, Map.of("accuracy", 0.75), 1), 83_000),
            new StudyEvent.TrialCompleted(1, "stopped by ann@desk at epoch 2 of 3", 83_000),
            new StudyEvent.TrialFailed(2, "stopped by ann@desk at epoch 0 of 2", 84_000),
            new StudyEvent.StudyFinished("stopped by ann@desk", 84_000));

    /** What is asked of workers, and an edit of it. */
    static final List<StudyEvent> NEEDS_EVENTS = List.of(
            new StudyEvent.StudyCreated(
                    SPEC.with(new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L)),
                    "{\"type\":\"command\"}",
                    "sha256:00ff",
                    "0.6.0",
                    1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.StudyEdited(SPEC, List.of("workers: a gpu with 16GB -> any device"), 3_000));

    static final List<StudyEvent> CLEARED_EVENTS = List.of(
            new StudyEvent.StudyCreated(SPEC, "{\"type\":\"command\"}", "sha256:00ff", "0.7.0", 1_000),
            new StudyEvent.SessionOpened(2_000),
            new StudyEvent.TrialSuggested(1, configuration(3, 1e-4, "adamw"), 3, null, 3_000),
            new StudyEvent.TrialAssigned(1, 1, "worker-1", null, null, 3_000),
            new StudyEvent.TrialLost(1, true, true, "its data differs", 4_000),
            new StudyEvent.TrialAssigned(1, 2, "worker-2", null, null, 5_000),
            new StudyEvent.TrialLost(1, true, "it was killed", 6_000));

    private SampleJournal() {}

    private static SearchSpace edited() {
        List<Parameter> parameters = new ArrayList<>(SPACE.parameters());
        parameters.set(1, new Parameter("learning_rate", new FloatDomain(2e-4, 0.1, Scale.LOG), null));
        parameters.set(2, new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd", "lion")), null));
        return new SearchSpace(parameters, SPACE.constraints());
    }

    private static Configuration configuration(int epochs, double rate, String optimizer) {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        values.put("epochs", epochs);
        values.put("learning_rate", rate);
        values.put("optimizer", optimizer);
        values.put("batch_size", 16);
        values.put("nesterov", true);
        if (optimizer.equals("sgd")) {
            values.put("momentum", 0.9);
        }
        return new Configuration(values);
    }
}
