package dev.tryout.audit;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Configuration;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Champion;
import dev.tryout.study.Finalists;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Journals in which all is well, written by hand so that each event has a number to speak of. */
final class Journals {
    private static final StudySpec SPEC = new StudySpec(
            "words",
            1,
            new Metric("accuracy", Goal.MAXIMIZE),
            Method.RANDOM,
            new SchedulerSpec.None(),
            null,
            new Budget(9, null, null),
            new SearchSpace(
                    List.of(
                            new Parameter("x", new FloatDomain(0, 1, Scale.LINEAR), null),
                            new Parameter(StudySpec.EPOCHS, new IntDomain(1, 3, Scale.LINEAR), null)),
                    List.of()));

    /** Two trials on two workers; the coordinator is killed in between. */
    static final List<StudyEvent> RESUMED = List.of(
            created(SPEC), // 1
            new StudyEvent.SessionOpened(1),
            suggested(1, 2, null, null), // 3
            assigned(1, 1, "worker-1"),
            suggested(2, 2, null, null), // 5
            assigned(2, 1, "worker-2"),
            measured(1, 1, 1, 0.5), // 7
            measured(2, 1, 1, 0.6),
            new StudyEvent.SessionOpened(2), // 9
            new StudyEvent.TrialLost(1, false, "", 2),
            new StudyEvent.TrialLost(2, false, "", 2), // 11
            assigned(1, 2, "worker-1"),
            measured(1, 2, 2, 0.7), // 13
            completed(1),
            assigned(2, 2, "worker-1"), // 15
            measured(2, 2, 2, 0.8),
            completed(2), // 17
            new StudyEvent.StudyFinished("", 3),
            promoted(2, 2)); // 19

    /** A trial that takes over an epoch of another's run and trains on; then one from elsewhere. */
    static final List<StudyEvent> SHARED = List.of(
            created(SPEC), // 1
            new StudyEvent.SessionOpened(1),
            suggested(1, 1, 1, null), // 3
            assigned(1, 1, "worker-1"),
            measured(1, 1, 1, 0.5), // 5
            completed(1),
            suggested(2, 2, 1, null), // 7
            shared(2, 1, epoch(1, 0.5)),
            assigned(2, 1, "worker-1"), // 9
            measured(2, 1, 2, 0.6),
            completed(2), // 11
            new StudyEvent.TrialAdded(3, configuration(3), 3, List.of(epoch(2, 0.9)), "", 2),
            new StudyEvent.StudyPaused("", 2)); // 13

    /** Trial 1 wins the search, and trial 2, as trial 3 and 4 repeat them, the finals. */
    static final List<StudyEvent> FINALS = List.of(
            created(SPEC.withFinalists(new Finalists(2, 2))), // 1
            new StudyEvent.SessionOpened(1),
            suggested(1, 1, null, null), // 3
            assigned(1, 1, "worker-1"),
            measured(1, 1, 1, 0.9), // 5
            completed(1),
            suggested(2, 1, null, null), // 7
            assigned(2, 1, "worker-1"),
            measured(2, 1, 1, 0.8), // 9
            completed(2),
            new StudyEvent.FinalsBegun("", List.of(1, 2), 2, 2), // 11
            suggested(3, 1, null, 1),
            assigned(3, 1, "worker-1"), // 13
            measured(3, 1, 1, 0.1),
            completed(3), // 15
            suggested(4, 1, null, 2),
            assigned(4, 1, "worker-1"), // 17
            measured(4, 1, 1, 0.7),
            completed(4), // 19
            new StudyEvent.StudyFinished("", 3),
            promoted(2, 1)); // 21

    private Journals() {}

    static StudyEvent created(StudySpec spec) {
        return new StudyEvent.StudyCreated(spec, "{}", "", "test", 1);
    }

    static StudyEvent created() {
        return created(SPEC);
    }

    static StudyEvent suggested(int trial, int epochs, @Nullable Integer run, @Nullable Integer repeats) {
        return new StudyEvent.TrialSuggested(trial, configuration(epochs), epochs, null, run, repeats, 1);
    }

    private static Configuration configuration(int epochs) {
        return new Configuration(Map.of("x", 0.5, StudySpec.EPOCHS, epochs));
    }

    static StudyEvent assigned(int trial, int attempt, String worker) {
        return new StudyEvent.TrialAssigned(trial, attempt, worker, null, null, 1);
    }

    static Measurement epoch(int epoch, double accuracy) {
        return new Measurement(epoch, Map.of("accuracy", accuracy), 1);
    }

    static StudyEvent measured(int trial, int attempt, int epoch, double accuracy) {
        return new StudyEvent.EpochMeasured(trial, attempt, epoch(epoch, accuracy), 1);
    }

    static StudyEvent shared(int trial, int from, Measurement measurement) {
        return new StudyEvent.EpochsShared(trial, from, 2, List.of(measurement), null, 1);
    }

    static StudyEvent completed(int trial) {
        return new StudyEvent.TrialCompleted(trial, "", 1);
    }

    static StudyEvent promoted(int trial, int epoch) {
        return new StudyEvent.ChampionPromoted(champion(trial, epoch), 4);
    }

    static Champion champion(int trial, int epoch) {
        return new Champion(trial, epoch, "/champion", Map.of(), 0, List.of(), List.of());
    }
}
