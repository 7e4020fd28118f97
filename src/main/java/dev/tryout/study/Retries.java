package dev.tryout.study;

import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;

/**
 * What another try of a study's failed trials would be. They go on from their last checkpoints. A trial that failed because its
 * metric is no number is left: the same seed would bring it there again.
 *
 * @param trials that are tried again, in order
 * @param diverged trials that failed and are left as they are
 * @param refusal why none is tried again, for people; empty where it may be done
 */
public record Retries(List<Integer> trials, List<Integer> diverged, String refusal) {
    public Retries {
        trials = List.copyOf(trials);
        diverged = List.copyOf(diverged);
    }

    /** Of the study as it stands. In the finals, the trials of the search have had their time. */
    public static Retries of(StudyState state, long nowMs) {
        Metric metric = state.spec().metric();
        List<Trial> failed = state.trials().stream()
                .filter(trial -> isFailed(trial) && (state.finals().isEmpty() || trial.isRepeat()))
                .toList();
        return new Retries(
                ids(failed.stream().filter(trial -> isRetriable(trial, metric)).toList()),
                ids(failed.stream().filter(trial -> !isRetriable(trial, metric)).toList()),
                refusal(state, nowMs));
    }

    private static String refusal(StudyState state, long nowMs) {
        String name = state.spec().name();
        if (state.champion().isPresent()) {
            return "study '" + name + "' has its champion; " + Edits.anew(name);
        }
        if (state.stopped().isPresent()) {
            return "study '" + name + "' was stopped; " + Edits.anew(name);
        }
        boolean canBeEdited = state.phase() != Phase.FINISHED && state.finals().isEmpty();
        return Spending.spent(state, nowMs)
                .filter(spent -> canBeEdited)
                .map(spent ->
                        "study '" + name + "': " + spent + "; give it more first:  ./tryout edit " + name + " FILE")
                .orElse("");
    }

    /** Whether another try of the trial may end otherwise. */
    static boolean isRetriable(Trial trial, Metric metric) {
        List<Measurement> measurements = trial.measurements();
        return isFailed(trial)
                && (measurements.isEmpty()
                        || Double.isFinite(
                                measurements.get(measurements.size() - 1).value(metric)));
    }

    private static boolean isFailed(Trial trial) {
        return trial.state() == TrialState.FAILED && !trial.isAdded();
    }

    private static List<Integer> ids(List<Trial> trials) {
        return trials.stream().map(Trial::id).toList();
    }

    /** Whether it may be done; there may be no trial to do it with. */
    public boolean isAllowed() {
        return refusal.isEmpty();
    }
}
