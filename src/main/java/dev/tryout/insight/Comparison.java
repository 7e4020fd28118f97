package dev.tryout.insight;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trials compared like with like: each by its best value up to the same epoch, the last one that at least half of the measured
 * trials reached. Trials that were stopped before are left out: what they would have had there is not known.
 *
 * @param epoch counted from 1
 * @param trials those that reached it with a finite value, at least {@link #MIN_TRIALS}, in the order of suggestion
 * @param values the metric of each
 */
public record Comparison(int epoch, List<Trial> trials, List<Double> values) {
    /** With fewer trials nothing is said of parameters. */
    public static final int MIN_TRIALS = 12;

    public Comparison {
        trials = List.copyOf(trials);
        values = List.copyOf(values);
    }

    /** Empty where no epoch was reached by enough trials. */
    public static Optional<Comparison> of(List<Trial> trials, Metric metric) {
        long measured =
                trials.stream().filter(trial -> trial.score(metric).isPresent()).count();
        long enough = Math.max(MIN_TRIALS, (measured + 1) / 2);
        int epoch = trials.stream().mapToInt(Trial::lastEpoch).max().orElse(0);
        while (epoch > 0) {
            Comparison comparison = at(epoch, trials, metric);
            if (comparison.trials.size() >= enough) {
                return Optional.of(comparison);
            }
            epoch = comparison.epochBefore(trials);
        }
        return Optional.empty();
    }

    private static Comparison at(int epoch, List<Trial> trials, Metric metric) {
        List<Trial> reached = trials.stream()
                .filter(trial -> trial.lastEpoch() >= epoch
                        && valueAt(epoch, trial, metric).isPresent())
                .toList();
        return new Comparison(
                epoch,
                reached,
                reached.stream()
                        .map(trial -> valueAt(epoch, trial, metric).orElseThrow())
                        .toList());
    }

    /** The next lower epoch that was some trial's last; at those in between, no more trials can be compared. */
    private int epochBefore(List<Trial> all) {
        return all.stream()
                .mapToInt(Trial::lastEpoch)
                .filter(last -> last < epoch)
                .max()
                .orElse(0);
    }

    private static OptionalDouble valueAt(int epoch, Trial trial, Metric metric) {
        return trial.measurements().stream()
                .filter(measurement -> measurement.epoch() <= epoch)
                .mapToDouble(measurement -> measurement.value(metric))
                .filter(Double::isFinite)
                .reduce((best, value) -> metric.isBetter(value, best) ? value : best);
    }
}
