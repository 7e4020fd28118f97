package dev.tryout.study;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Pareto;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The order of trials, the same whatever order their results came in. */
public final class Ranking {
    private Ranking() {}

    /**
     * Trials by the front they are on, where there are several criteria, and by their best epoch's value; of equals the one that
     * needed fewer epochs, then the earlier. Failed trials and trials without a finite value are left out.
     */
    public static List<Trial> leaderboard(Collection<Trial> trials, List<Criterion> criteria) {
        Metric metric = criteria.get(0).metric();
        List<Trial> ranked = trials.stream()
                .filter(trial -> trial.state() != TrialState.FAILED
                        && trial.score(metric).isPresent())
                .sorted(order(metric))
                .toList();
        return criteria.size() == 1 ? ranked : byFront(ranked, metrics(criteria));
    }

    /** Those that lack one of the values come last. */
    private static List<Trial> byFront(List<Trial> ranked, List<Metric> metrics) {
        int[] fronts = fronts(ranked, metrics);
        return IntStream.range(0, fronts.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> fronts[i] == Pareto.NO_FRONT ? Integer.MAX_VALUE : fronts[i]))
                .map(ranked::get)
                .toList();
    }

    private static int[] fronts(List<Trial> trials, List<Metric> metrics) {
        return Pareto.fronts(
                trials.stream().map(trial -> Pareto.losses(trial, metrics)).toList());
    }

    private static List<Metric> metrics(List<Criterion> criteria) {
        return criteria.stream().map(Criterion::metric).toList();
    }

    /**
     * The best completed trial that the study trained, and so can promote; where none completed, the best of the others that are
     * over. With several criteria, the trials on the front that are within the first one's tolerance of its best are compared by
     * the second, and so on.
     */
    public static Optional<Trial> leader(Collection<Trial> trials, List<Criterion> criteria) {
        List<Trial> over = trials.stream()
                .filter(trial -> trial.state().isFinal() && !trial.isAdded())
                .toList();
        List<Trial> completed = over.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        return best(completed, criteria).or(() -> best(over, criteria));
    }

    private static Optional<Trial> best(List<Trial> trials, List<Criterion> criteria) {
        List<Metric> metrics = metrics(criteria);
        List<Trial> left = leaderboard(trials, criteria);
        int[] fronts = fronts(left, metrics);
        List<Trial> ranked = left;
        if (criteria.size() > 1 && !left.isEmpty() && fronts[0] != Pareto.NO_FRONT) {
            left = IntStream.range(0, fronts.length)
                    .filter(i -> fronts[i] == 1)
                    .mapToObj(ranked::get)
                    .toList();
            for (int c = 0; c < criteria.size(); c++) {
                left = within(criteria.get(c).tolerance(), c, left, metrics);
            }
        }
        return left.stream().findFirst();
    }

    /** Those whose loss is at most so far from the least. */
    private static List<Trial> within(double tolerance, int criterion, List<Trial> trials, List<Metric> metrics) {
        double[] losses = trials.stream()
                .mapToDouble(trial -> Pareto.losses(trial, metrics)[criterion])
                .toArray();
        double least = Arrays.stream(losses).min().orElseThrow();
        return IntStream.range(0, losses.length)
                .filter(i -> losses[i] <= least + tolerance)
                .mapToObj(trials::get)
                .toList();
    }

    private static Comparator<Trial> order(Metric metric) {
        return Comparator.<Trial, Double>comparing(trial -> trial.score(metric).orElse(Double.NaN), metric.bestFirst())
                .thenComparing(trial -> trial.best(metric).orElseThrow().epoch())
                .thenComparing(Trial::id);
    }
}
