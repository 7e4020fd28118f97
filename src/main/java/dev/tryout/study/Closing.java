package dev.tryout.study;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a search comes to its end. */
final class Closing {
    private Closing() {}

    /**
     * Where nobody wants to begin or resume anything, some trial still comes to its end: the one furthest on; and after that any
     * that is better already than all that have.
     */
    static Optional<Trial> lastStretch(StudyState state) {
        boolean someEnded =
                state.trials().stream().anyMatch(trial -> trial.state() == TrialState.COMPLETE && !trial.isAdded());
        return someEnded ? contender(state) : furthest(state);
    }

    private static Optional<Trial> furthest(StudyState state) {
        List<Trial> ranked =
                Ranking.leaderboard(state.openTrials(), state.spec().metric());
        int epochs = ranked.stream().mapToInt(Trial::lastEpoch).max().orElse(0);
        return ranked.stream().filter(trial -> trial.lastEpoch() == epochs).findFirst();
    }

    /** The trial that is not over and better than all that completed. */
    private static Optional<Trial> contender(StudyState state) {
        Metric metric = state.spec().metric();
        OptionalDouble completed = Ranking.leader(state.trials(), Criterion.alone(metric))
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .map(trial -> trial.score(metric))
                .orElseGet(OptionalDouble::empty);
        return Ranking.leaderboard(state.openTrials(), metric).stream()
                .findFirst()
                .filter(trial -> completed.isEmpty()
                        || metric.isBetter(trial.score(metric).orElseThrow(), completed.getAsDouble()));
    }

    /**
     * A trial that cannot go on counts with what it has, if it has anything. One that waited for a promotion had its chance, unless
     * it is the best of all. Then the study is finished, or its finals begin: not those of a study that was stopped.
     */
    static List<StudyEvent> finish(StudyState state, String reason, long nowMs) {
        Optional<Trial> contender = contender(state);
        List<StudyEvent> events = new ArrayList<>();
        for (Trial trial : state.openTrials()) {
            events.add(
                    trial.state() == TrialState.PAUSED && !contender.equals(Optional.of(trial))
                            ? new StudyEvent.TrialPruned(trial.id(), trial.reason() + "; then " + reason, nowMs)
                            : cutShort(trial, reason, nowMs));
        }
        Optional<StudyEvent> finals =
                state.stopped().isPresent() ? Optional.empty() : Finals.begin(state, events, reason, nowMs);
        events.add(finals.orElseGet(() -> new StudyEvent.StudyFinished(reason, nowMs)));
        return events;
    }

    static StudyEvent cutShort(Trial trial, String reason, long nowMs) {
        String cut = reason + " at epoch " + trial.lastEpoch() + " of " + trial.epochs();
        return trial.measurements().isEmpty()
                ? new StudyEvent.TrialFailed(trial.id(), cut, nowMs)
                : new StudyEvent.TrialCompleted(trial.id(), cut, nowMs);
    }
}
