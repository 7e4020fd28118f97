package dev.tryout.study;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The order of trials, the same whatever order their results came in. */
public final class Ranking {
    private Ranking() {}

    /**
     * Trials by their best epoch's value; of equals the one that needed fewer epochs, then the earlier. Failed trials and trials
     * without a finite value are left out.
     */
    public static List<Trial> leaderboard(Collection<Trial> trials, Metric metric) {
        return trials.stream()
                .filter(trial -> trial.state() != TrialState.FAILED
                        && trial.score(metric).isPresent())
                .sorted(order(metric))
                .toList();
    }

    /** The best completed trial that the study trained, and so can promote; where none completed, the best of the others that are over. */
    public static Optional<Trial> leader(Collection<Trial> trials, Metric metric) {
        List<Trial> over = leaderboard(trials, metric).stream()
                .filter(trial -> trial.state().isFinal() && !trial.isAdded())
                .toList();
        return over.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .findFirst()
                .or(() -> over.stream().findFirst());
    }

    private static Comparator<Trial> order(Metric metric) {
        return Comparator.<Trial, Double>comparing(trial -> trial.score(metric).orElse(Double.NaN), metric.bestFirst())
                .thenComparing(trial -> trial.best(metric).orElseThrow().epoch())
                .thenComparing(Trial::id);
    }
}
