package dev.tryout.insight;

import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * From which epoch on the order of trials is about that of their last epoch: what earlier epochs are worth to a scheduler. Told
 * of the trials that reached that last epoch, by Spearman's rank correlation, equal values sharing their mean rank. Trials that
 * were stopped are not among these, and those that are tend to be alike: the real order of all may settle sooner.
 *
 * @param trials how many reached the last epoch, {@link #MIN_TRIALS} or more
 * @param lastEpoch the last one that so many reached
 * @param epoch the first from which the correlation stays at {@value #SETTLED} or above; the last where it never does before
 * @param correlations for each epoch before the last that these trials reported
 */
public record RankSettling(int trials, int lastEpoch, int epoch, List<Correlation> correlations) {
    /** With fewer trials a rank correlation says little. */
    public static final int MIN_TRIALS = 8;

    /** The rank correlation that counts as settled. */
    public static final double SETTLED = 0.9;

    /**
     * How an epoch's values agree with the last.
     *
     * @param spearman -1 to 1, NaN where all values are equal
     */
    public record Correlation(int epoch, double spearman) {}

    public RankSettling {
        correlations = List.copyOf(correlations);
    }

    /** Whether the order settled before the last epoch. */
    public boolean isEarly() {
        return epoch < lastEpoch;
    }

    /** Empty where no epoch after the first was reached by enough trials. */
    public static Optional<RankSettling> of(List<Trial> trials, Metric metric) {
        int[] lastEpochs = trials.stream()
                .filter(trial -> trial.score(metric).isPresent())
                .mapToInt(Trial::lastEpoch)
                .sorted()
                .toArray();
        if (lastEpochs.length < MIN_TRIALS) {
            return Optional.empty();
        }
        int last = lastEpochs[lastEpochs.length - MIN_TRIALS];
        List<Trial> reached = trials.stream()
                .filter(trial -> Double.isFinite(value(trial, last, metric)))
                .toList();
        if (reached.size() < MIN_TRIALS || last < 2) {
            return Optional.empty();
        }
        List<Correlation> correlations = new ArrayList<>();
        for (int epoch = 1; epoch < last; epoch++) {
            int at = epoch;
            List<Trial> both = reached.stream()
                    .filter(trial -> Double.isFinite(value(trial, at, metric)))
                    .toList();
            if (both.size() >= MIN_TRIALS) {
                correlations.add(
                        new Correlation(epoch, spearman(values(both, epoch, metric), values(both, last, metric))));
            }
        }
        return correlations.isEmpty()
                ? Optional.empty()
                : Optional.of(new RankSettling(reached.size(), last, settled(correlations, last), correlations));
    }

    private static int settled(List<Correlation> correlations, int last) {
        int settled = last;
        for (int k = correlations.size() - 1; k >= 0 && correlations.get(k).spearman >= SETTLED; k--) {
            settled = correlations.get(k).epoch;
        }
        return settled;
    }

    private static double value(Trial trial, int epoch, Metric metric) {
        return trial.at(epoch).map((Measurement m) -> m.value(metric)).orElse(Double.NaN);
    }

    private static double[] values(List<Trial> trials, int epoch, Metric metric) {
        return trials.stream().mapToDouble(trial -> value(trial, epoch, metric)).toArray();
    }

    /** Pearson's correlation of the ranks. */
    static double spearman(double[] one, double[] other) {
        double[] x = ranks(one);
        double[] y = ranks(other);
        double middle = (one.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(double[] values) {
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < values.length) {
            int to = from;
            while (to + 1 < values.length && values[order.get(to + 1)] == values[order.get(from)]) {
                to++;
            }
            for (int k = from; k <= to; k++) {
                ranks[order.get(k)] = (from + to) / 2.0 + 1;
            }
            from = to + 1;
        }
        return ranks;
    }
}
