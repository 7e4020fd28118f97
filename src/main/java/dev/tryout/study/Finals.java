package dev.tryout.study;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Origin;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What comes after the search: the best trials are trained again with other seeds, each as far as it came in the search. These runs
 * are trials of their own, which no sampler and no scheduler sees and no budget counts.
 */
final class Finals {
    private Finals() {}

    /**
     * Begins the finals, where the study asks for them and a trial completed.
     *
     * @param endings what becomes of the trials that were not over
     */
    static Optional<StudyEvent> begin(StudyState state, List<StudyEvent> endings, String reason, long nowMs) {
        Finalists asked = state.spec().finalists();
        if (asked == null) {
            return Optional.empty();
        }
        Set<Integer> completed = new HashSet<>();
        endings.forEach(event -> {
            if (event instanceof StudyEvent.TrialCompleted completion) {
                completed.add(completion.trial());
            }
        });
        List<Trial> candidates = state.trials().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE || completed.contains(trial.id()))
                .toList();
        List<Integer> chosen = choose(candidates, state.spec().metric(), asked.count()).stream()
                .map(Trial::id)
                .toList();
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(new StudyEvent.FinalsBegun(reason, chosen, asked.seeds(), nowMs));
    }

    /** The best trials that the study trained, at most one of each run, best first. */
    static List<Trial> choose(List<Trial> completed, Metric metric, int count) {
        Set<Integer> runs = new HashSet<>();
        return Ranking.leaderboard(completed, metric).stream()
                .filter(trial -> !trial.isAdded() && !trial.isRepeat())
                .filter(trial -> runs.add(trial.origin().run()))
                .limit(count)
                .toList();
    }

    /** The next run for a free worker; the study's end where all are over. */
    static List<StudyEvent> plan(StudyState state, StudyEvent.FinalsBegun finals, StudyCommand.RequestWork command) {
        if (state.stopped().isPresent()) {
            return state.runningCount() == 0 ? stop(state, state.stopped().get(), command.nowMs()) : List.of();
        }
        for (Trial repeat : state.queuedTrials()) {
            return List.of(Assignment.of(repeat, repeat.target(), "", command));
        }
        Optional<Integer> next = finals.finalists().stream()
                .filter(finalist -> repeats(state, finalist) < finals.seeds() - 1)
                .min(Comparator.comparing(finalist -> repeats(state, finalist)));
        if (next.isPresent()) {
            return repeat(state, state.trial(next.get()).orElseThrow(), finals.seeds(), command);
        }
        return state.runningCount() == 0
                ? List.of(new StudyEvent.StudyFinished(finals.reason(), command.nowMs()))
                : List.of();
    }

    private static List<StudyEvent> stop(StudyState state, String reason, long nowMs) {
        List<StudyEvent> events = new ArrayList<>();
        state.openTrials().forEach(repeat -> events.add(cutShort(repeat, reason, nowMs)));
        events.add(new StudyEvent.StudyFinished(reason, nowMs));
        return events;
    }

    /** A repeat that did not come as far as its finalist is no measure of it. */
    static StudyEvent cutShort(Trial repeat, String reason, long nowMs) {
        return new StudyEvent.TrialFailed(
                repeat.id(), reason + " at epoch " + repeat.lastEpoch() + " of " + repeat.target(), nowMs);
    }

    /** How many runs have not begun. */
    static int left(StudyState state, StudyEvent.FinalsBegun finals) {
        return finals.finalists().stream()
                .mapToInt(finalist -> Math.max(0, finals.seeds() - 1 - repeats(state, finalist)))
                .sum();
    }

    private static int repeats(StudyState state, int finalist) {
        return (int) state.trials().stream()
                .filter(trial -> trial.origin().repeats() == finalist)
                .count();
    }

    private static List<StudyEvent> repeat(
            StudyState state, Trial finalist, int seeds, StudyCommand.RequestWork command) {
        int id = state.trials().size() + 1;
        int seed = repeats(state, finalist.id()) + 2;
        String note = "finals: trial " + finalist.id() + " with seed " + seed + " of " + seeds;
        StudyEvent suggested = new StudyEvent.TrialSuggested(
                id, finalist.configuration(), finalist.epochs(), note, null, finalist.id(), command.nowMs());
        Trial repeat = Trial.suggested(
                id, finalist.configuration(), note, Origin.repeat(id, finalist.id()), finalist.epochs());
        return List.of(suggested, Assignment.of(repeat, finalist.lastEpoch(), "", command));
    }

    /** How the finalists stand, best first; those without a score of every seed behind all others. */
    static List<FinalStanding> standings(StudyEvent.FinalsBegun finals, List<Trial> trials, Metric metric) {
        List<FinalStanding> standings = new ArrayList<>();
        for (int finalist : finals.finalists()) {
            List<Trial> runs = trials.stream()
                    .filter(trial -> trial.id() == finalist || trial.origin().repeats() == finalist)
                    .toList();
            standings.add(FinalStanding.of(runs, metric, finals.seeds()));
        }
        standings.sort(Comparator.comparing((FinalStanding standing) -> !standing.isComplete())
                .thenComparing(standing -> metric.loss(standing.mean())));
        return standings;
    }

    /** The best run of the best finalist that may be promoted. */
    static Optional<Trial> leader(List<FinalStanding> standings, Metric metric, Set<Integer> excluded) {
        for (FinalStanding standing : standings) {
            List<Trial> runs = standing.runs().stream()
                    .filter(trial -> trial.state() == TrialState.COMPLETE && !excluded.contains(trial.id()))
                    .toList();
            Optional<Trial> best = Ranking.leaderboard(runs, metric).stream().findFirst();
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }
}
