package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a model of one value for each configuration learns from a history, whatever its order.
 *
 * <p>A complete trial counts with its score. The others count with their best value up to the highest epoch that enough ended
 * trials have reached; one that ended before it is credited with what the trials that went on have gained from its epoch to that
 * one, in the median. A trial that failed, or has no finite value, counts as the worst of the others: so the model keeps away.
 *
 * @param finished configurations with a loss, by the trials' ids
 * @param losses one finite value for each of them, to be minimised
 * @param measured how many of them have a value of their own
 * @param pending configurations without a result yet, by the trials' ids
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record Observations(List<Configuration> finished, double[] losses, int measured, List<Configuration> pending) {
    /** Trials that must have reached an epoch before trials are compared there. */
    static final int ENOUGH = 8;

    static Observations of(SuggestionRequest request) {
        Metric metric = request.metric();
        List<Trial> ended = new ArrayList<>();
        List<Configuration> pending = new ArrayList<>();
        for (Trial trial : request.trials().stream()
                .sorted(Comparator.comparing(Trial::id))
                .toList()) {
            switch (trial.state()) {
                case COMPLETE, PRUNED, PAUSED, FAILED -> ended.add(trial);
                case WAITING, RUNNING, LOST -> pending.add(trial.configuration());
            }
        }
        List<Configuration> finished = ended.stream().map(Trial::configuration).toList();
        Losses losses = new Losses(ended, metric);
        double[] values = ended.stream().mapToDouble(losses::of).toArray();
        double worst = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        int measured = (int) Arrays.stream(values).filter(Double::isFinite).count();
        double[] filled = Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : worst)
                .toArray();
        return new Observations(finished, filled, measured, pending);
    }

    /** The losses of ended trials at an epoch that they can be compared at. */
    private static final class Losses {
        private final List<Trial> ended;
        private final Metric metric;
        private final int epoch;
        private final Map<Integer, Double> gains = new HashMap<>();

        Losses(List<Trial> ended, Metric metric) {
            this.ended = ended;
            this.metric = metric;
            this.epoch = ended.stream()
                    .map(Trial::lastEpoch)
                    .sorted(Comparator.reverseOrder())
                    .skip(ENOUGH - 1)
                    .findFirst()
                    .orElse(1);
        }

        /** NaN where the trial has no finite value, or failed. */
        double of(Trial trial) {
            return switch (trial.state()) {
                case FAILED -> Double.NaN;
                case COMPLETE -> loss(trial.score(metric));
                default -> {
                    int reached = Math.min(epoch, trial.lastEpoch());
                    yield best(trial, reached) - (reached < epoch ? gains.computeIfAbsent(reached, this::gain) : 0);
                }
            };
        }

        /** By how much the trials that have reached both epochs are better at the comparison's, in the median. */
        private double gain(int from) {
            double[] sorted = ended.stream()
                    .filter(trial -> trial.lastEpoch() >= epoch)
                    .mapToDouble(trial -> best(trial, from) - best(trial, epoch))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        }

        private double best(Trial trial, int upTo) {
            return trial.measurements().stream()
                    .filter(measurement -> measurement.epoch() <= upTo)
                    .map(measurement -> metric.loss(measurement.value(metric)))
                    .filter(Double::isFinite)
                    .min(Comparator.naturalOrder())
                    .orElse(Double.NaN);
        }

        private double loss(OptionalDouble score) {
            return score.isPresent() ? metric.loss(score.getAsDouble()) : Double.NaN;
        }
    }
}
