package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Pareto;
import dev.tryout.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trial of a simulated study with several metrics that no other one dominates.
 *
 * @param values at its best epoch by the study's metric, one for each metric in their order
 */
public record FrontMember(int trial, Configuration configuration, List<Double> values) {
    public FrontMember {
        values = List.copyOf(values);
    }

    /** The first front of a study's trials, the best by its metric first; none where it has one metric. */
    static List<FrontMember> of(StudyView view) {
        List<Metric> metrics = view.spec().objectives();
        if (metrics.size() < 2) {
            return List.of();
        }
        List<Trial> trials = view.leaderboard();
        List<double[]> losses =
                trials.stream().map(trial -> Pareto.losses(trial, metrics)).toList();
        int[] fronts = Pareto.fronts(losses);
        return IntStream.range(0, fronts.length)
                .filter(i -> fronts[i] == 1)
                .mapToObj(i -> of(trials.get(i), metrics))
                .toList();
    }

    private static FrontMember of(Trial trial, List<Metric> metrics) {
        Measurement best = trial.best(metrics.get(0)).orElseThrow();
        return new FrontMember(
                trial.id(),
                trial.configuration(),
                metrics.stream().map(best::value).toList());
    }

    /** The losses of its values, which are the smaller the better. */
    double[] losses(List<Metric> metrics) {
        double[] losses = new double[metrics.size()];
        Arrays.setAll(losses, m -> metrics.get(m).loss(values.get(m)));
        return losses;
    }
}
