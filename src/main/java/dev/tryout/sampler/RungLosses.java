package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.surrogate.Standardised;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The losses of trials at the rungs they have come to, on one scale: that of the first rung, and each further rung shifted and
 * stretched so that the trials on it keep in the middle, and in how far the better half is spread, what they had on the rungs before.
 * The trend that all curves share is thereby gone, whatever its shape. A trial that failed counts at the last rung as the worst.
 *
 * @param trials in the order of suggestion
 * @param epochs of the rungs, ascending, the last of them the end of a training
 * @param scaled by rung and trial; NaN where the trial has no finite loss there
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record RungLosses(List<Trial> trials, List<Integer> epochs, double[][] scaled) {
    /** Beyond so many units from the centre, distances count by their logarithm. */
    private static final double EXTREME = 3;

    static RungLosses of(List<Trial> trials, List<Integer> epochs, Metric metric) {
        double[][] scaled = new double[epochs.size()][];
        double[] latest = new double[trials.size()];
        for (int rung = 0; rung < scaled.length; rung++) {
            int epoch = epochs.get(rung);
            double[] losses = trials.stream()
                    .mapToDouble(trial -> loss(trial, epoch, metric))
                    .toArray();
            scaled[rung] = rung == 0 ? standardised(losses) : aligned(losses, latest);
            for (int i : present(scaled[rung])) {
                latest[i] = scaled[rung][i];
            }
        }
        double worst = Arrays.stream(scaled)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i).state() == TrialState.FAILED) {
                scaled[scaled.length - 1][i] = worst;
            }
        }
        return new RungLosses(trials, epochs, scaled);
    }

    /** The latest loss up to an epoch that the trial has come to; one that came to its own end counts for all later ones. */
    private static double loss(Trial trial, int epoch, Metric metric) {
        double value = Double.NaN;
        if (trial.lastEpoch() >= epoch || trial.state() == TrialState.COMPLETE) {
            for (Measurement measurement : trial.measurements()) {
                value = measurement.epoch() <= epoch ? measurement.value(metric) : value;
            }
        }
        return Double.isFinite(value) ? metric.loss(value) : Double.NaN;
    }

    private static double[] standardised(double[] losses) {
        int[] present = present(losses);
        double[] values = Standardised.of(at(present, losses));
        double[] all = new double[losses.length];
        Arrays.fill(all, Double.NaN);
        for (int k = 0; k < present.length; k++) {
            all[present[k]] = values[k];
        }
        return all;
    }

    private static double[] aligned(double[] losses, double[] before) {
        int[] present = present(losses);
        double middle = median(at(present, losses));
        double middleBefore = median(at(present, before));
        double spread = 0;
        double spreadBefore = 0;
        for (int i : present) {
            spread += Math.max(0, middle - losses[i]);
            spreadBefore += Math.max(0, middleBefore - before[i]);
        }
        double scale = spread > 0 && spreadBefore > 0 ? spreadBefore / spread : spread > 0 ? 1 / spread : 1;
        double[] all = new double[losses.length];
        Arrays.fill(all, Double.NaN);
        for (int i : present) {
            all[i] = drawnIn(middleBefore + (losses[i] - middle) * scale);
        }
        return all;
    }

    private static double drawnIn(double z) {
        double beyond = Math.abs(z) - EXTREME;
        return beyond > 0 ? Math.copySign(EXTREME + StrictMath.log1p(beyond), z) : z;
    }

    private static int[] present(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
    }

    private static double[] at(int[] indices, double[] values) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n == 0 ? 0 : 0.5 * (values[(n - 1) / 2] + values[n / 2]);
    }

    Configuration configuration(int trial) {
        return trials.get(trial).configuration();
    }

    /** How many trials have a loss on a rung, counted from 0. */
    int count(int rung) {
        return present(scaled[rung]).length;
    }

    /** The trials with a loss on a rung, as indices. */
    int[] on(int rung) {
        return present(scaled[rung]);
    }

    /** The highest rung with so many losses; -1 where there is none. */
    int highest(int enough) {
        int found = -1;
        for (int rung = 0; rung < scaled.length; rung++) {
            found = count(rung) >= enough ? rung : found;
        }
        return found;
    }

    /** Whether no loss on the first rung is better than another. */
    boolean isFlat() {
        double[] first = at(on(0), scaled[0]);
        return Arrays.stream(first).allMatch(loss -> loss == first[0]);
    }
}
