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
import java.util.stream.Stream;

/** The order of trials, the same whatever order their results came in. */
public final class Ranking {
    private Ranking() {}

    /** A trial with what it is ranked by, worked out once. */
    private record Scored(Trial trial, double loss, int epoch) {
        private static final Comparator<Scored> ORDER = Comparator.comparingDouble(Scored::loss)
                .thenComparingInt(Scored::epoch)
                .thenComparing(scored -> scored.trial().id());
    }

    /**
     * Trials by the front they are on, where there are several criteria, and then by their best epoch's value. Those that lack a
     * value of a further criterion come last; failed trials and trials without a finite value of the first are left out.
     */
    public static List<Trial> leaderboard(Collection<Trial> trials, List<Criterion> criteria) {
        List<Trial> ranked = leaderboard(trials, criteria.get(0).metric());
        if (criteria.size() == 1) {
            return ranked;
        }
        int[] fronts = fronts(ranked, criteria);
        return IntStream.range(0, fronts.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> fronts[i] == Pareto.NO_FRONT ? Integer.MAX_VALUE : fronts[i]))
                .map(ranked::get)
                .toList();
    }

    /**
     * Trials by their best epoch's value; of equals the one that needed fewer epochs, then the earlier. Failed trials and trials
     * without a finite value are left out.
     */
    public static List<Trial> leaderboard(Collection<Trial> trials, Metric metric) {
        return scored(trials, metric).sorted(Scored.ORDER).map(Scored::trial).toList();
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
        Optional<Trial> first =
                scored(trials, criteria.get(0).metric()).min(Scored.ORDER).map(Scored::trial);
        if (criteria.size() == 1) {
            return first;
        }
        List<Trial> ranked = leaderboard(trials, criteria);
        int[] fronts = fronts(ranked, criteria);
        List<Trial> left = IntStream.range(0, fronts.length)
                .filter(i -> fronts[i] == 1)
                .mapToObj(ranked::get)
                .toList();
        for (int c = 0; c < criteria.size() && !left.isEmpty(); c++) {
            left = within(criteria.get(c).tolerance(), c, left, criteria);
        }
        return left.stream().findFirst().or(() -> first);
    }

    /** Those whose loss is at most so far from the least. */
    private static List<Trial> within(double tolerance, int criterion, List<Trial> trials, List<Criterion> criteria) {
        double[] losses = losses(trials, criteria).stream()
                .mapToDouble(row -> row[criterion])
                .toArray();
        double least = Arrays.stream(losses).min().orElseThrow();
        return IntStream.range(0, losses.length)
                .filter(i -> losses[i] <= least + tolerance)
                .mapToObj(trials::get)
                .toList();
    }

    private static int[] fronts(List<Trial> trials, List<Criterion> criteria) {
        return Pareto.fronts(losses(trials, criteria));
    }

    private static List<double[]> losses(List<Trial> trials, List<Criterion> criteria) {
        List<Metric> metrics = criteria.stream().map(Criterion::metric).toList();
        return trials.stream().map(trial -> Pareto.losses(trial, metrics)).toList();
    }

    private static Stream<Scored> scored(Collection<Trial> trials, Metric metric) {
        return trials.stream()
                .filter(trial -> trial.state() != TrialState.FAILED)
                .flatMap(trial -> trial.best(metric).stream()
                        .map(best -> new Scored(trial, metric.loss(best.value(metric)), best.epoch())));
    }
}
