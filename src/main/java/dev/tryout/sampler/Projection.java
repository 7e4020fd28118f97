package dev.tryout.sampler;

import java.util.List;
import java.util.TreeSet;

/**
 * Compares trials that ended at different epochs. A trial's loss is carried on to the last epoch that any trial reached, by
 * what the others gained: from each epoch where trials ended to the next such epoch, the median gain of those that reached it.
 */
final class Projection {
    private Projection() {}

    /** A loss for each trial, all of which have one; where all reached the same epoch it is their own. */
    static double[] losses(List<Seen> trials) {
        TreeSet<Integer> stops = new TreeSet<>();
        trials.forEach(trial -> stops.add(trial.lastEpoch()));
        double[] losses = trials.stream().mapToDouble(Seen::loss).toArray();
        double toCome = 0;
        while (stops.size() > 1) {
            int to = stops.pollLast();
            int from = stops.last();
            toCome += medianGain(trials, from, to);
            for (int i = 0; i < losses.length; i++) {
                if (trials.get(i).lastEpoch() == from) {
                    losses[i] -= toCome;
                }
            }
        }
        return losses;
    }

    private static double medianGain(List<Seen> trials, int from, int to) {
        double[] gains = trials.stream()
                .filter(trial -> trial.lastEpoch() >= to)
                .mapToDouble(trial -> trial.lossAt(from) - trial.lossAt(to))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return gains.length == 0 ? 0 : gains[gains.length / 2];
    }
}
