package dev.tryout.study;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The order of trials, the same whatever order their results came in. */
public final class Ranking {
    private Ranking() {}

    /** A trial with what it is ranked by, worked out once. */
    private record Scored(Trial trial, double loss, int epoch) {
        private static final Comparator<Scored> ORDER = Comparator.comparingDouble(Scored::loss)
                .thenComparingInt(Scored::epoch)
                .thenComparing(scored -> scored.trial().id());

        boolean isComplete() {
            return trial.state() == TrialState.COMPLETE;
        }
    }

    /**
     * Trials by their best epoch's value; of equals the one that needed fewer epochs, then the earlier. Failed trials and trials
     * without a finite value are left out.
     */
    public static List<Trial> leaderboard(Collection<Trial> trials, Metric metric) {
        return scored(trials, metric).sorted(Scored.ORDER).map(Scored::trial).toList();
    }

    /** The best completed trial that the study trained, and so can promote; where none completed, the best of the others that are over. */
    public static Optional<Trial> leader(Collection<Trial> trials, Metric metric) {
        return scored(trials, metric)
                .filter(scored ->
                        scored.trial().state().isFinal() && !scored.trial().isAdded())
                .min(Comparator.comparing(Scored::isComplete).reversed().thenComparing(Scored.ORDER))
                .map(Scored::trial);
    }

    private static Stream<Scored> scored(Collection<Trial> trials, Metric metric) {
        return trials.stream()
                .filter(trial -> trial.state() != TrialState.FAILED)
                .flatMap(trial -> trial.best(metric).stream()
                        .map(best -> new Scored(trial, metric.loss(best.value(metric)), best.epoch())));
    }
}
