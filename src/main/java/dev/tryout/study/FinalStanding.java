package dev.tryout.study;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Arrays;
import java.util.List;

/**
 * How a finalist did over its seeds.
 *
 * @param runs the finalist's own first, then its repeats in order; not all of them need be over
 * @param scores of the runs that completed, in their order: each its best epoch's value
 * @param mean of the scores
 * @param deviation their sample standard deviation, NaN where there is but one
 * @param isComplete whether every seed has a score; a finalist that fails with one of its seeds never is
 */
public record FinalStanding(List<Trial> runs, List<Double> scores, double mean, double deviation, boolean isComplete) {
    public FinalStanding {
        runs = List.copyOf(runs);
        scores = List.copyOf(scores);
    }

    static FinalStanding of(List<Trial> runs, Metric metric, int seeds) {
        double[] scores = runs.stream()
                .filter(run -> run.state() == TrialState.COMPLETE)
                .flatMapToDouble(run -> run.score(metric).stream())
                .toArray();
        double mean = Arrays.stream(scores).average().orElse(Double.NaN);
        double squares = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        double deviation = scores.length < 2 ? Double.NaN : StrictMath.sqrt(squares / (scores.length - 1));
        return new FinalStanding(runs, Arrays.stream(scores).boxed().toList(), mean, deviation, scores.length == seeds);
    }

    /** The trial of the search that the others repeat. */
    public Trial finalist() {
        return runs.get(0);
    }
}
