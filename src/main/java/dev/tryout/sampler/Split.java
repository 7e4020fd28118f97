package dev.tryout.sampler;

import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trials as a Parzen estimator takes them: the good ones, and all others.
 *
 * @param good points of the good trials, best first
 * @param weights of the good trials: by how much each improves on the best of the others; their sum is their number
 * @param others points of the others
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record Split(double[][] good, double[] weights, double[][] others) {
    /** The share of the trials with a value that count as good, and the most of them. */
    static final double GOOD_SHARE = 0.15;

    static final int MAX_GOOD = 25;

    /** With more others than this, evenly many of them are left out, from the best to the worst. */
    static final int MAX_OTHERS = 500;

    /** The least weight of a good trial: that of the best one is 1. */
    static final double LEAST_WEIGHT = 0.001;

    /** Whether the trial's value counts: it is over, or waits for what becomes of others. */
    static boolean isScored(Seen seen) {
        TrialState state = seen.trial().state();
        boolean counts = state == TrialState.COMPLETE || state == TrialState.PRUNED || state == TrialState.PAUSED;
        return counts && seen.hasLoss();
    }

    /**
     * Splits the trials. Trials without a value belong to the others: failed ones are bad, and running ones keep parallel
     * suggestions apart.
     *
     * @param scored two trials or more
     */
    static Split of(List<Seen> scored, List<Seen> unscored) {
        double[] losses = Projection.losses(scored);
        int[] order = IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> losses[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int goodCount = Math.min(MAX_GOOD, (int) Math.ceil(GOOD_SHARE * order.length));
        double[][] good = new double[goodCount][];
        double[] improvements = new double[goodCount];
        for (int i = 0; i < goodCount; i++) {
            good[i] = scored.get(order[i]).point();
            improvements[i] = losses[order[goodCount]] - losses[order[i]];
        }
        List<double[]> others = new ArrayList<>();
        int left = order.length - goodCount;
        int kept = Math.min(left, MAX_OTHERS);
        for (int i = 0; i < kept; i++) {
            int rank = (int) ((long) i * left / kept);
            others.add(scored.get(order[goodCount + rank]).point());
        }
        unscored.forEach(seen -> others.add(seen.point()));
        return new Split(good, weights(improvements), others.toArray(double[][]::new));
    }

    private static double[] weights(double[] improvements) {
        double most = improvements[0];
        double[] weights = new double[improvements.length];
        Arrays.fill(weights, 1);
        if (most > 0 && !Double.isInfinite(most)) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.max(LEAST_WEIGHT, improvements[i] / most);
            }
        }
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= weights.length / sum;
        }
        return weights;
    }
}
