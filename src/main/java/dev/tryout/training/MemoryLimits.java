package dev.tryout.training;

import dev.tryout.trial.Measurement;

/**
 * How many examples a device's memory holds at once, as far as is known.
 *
 * @param step in a step of training
 * @param evaluation without gradients
 */
public record MemoryLimits(int step, int evaluation) {
    /** Memory never ran out. */
    public static final MemoryLimits NONE = new MemoryLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    public MemoryLimits {
        if (step < 1 || evaluation < 1) {
            throw new IllegalArgumentException("a device holds 1 example or more, got " + step + " and " + evaluation);
        }
    }

    /** What an epoch found out. */
    public static MemoryLimits heldIn(Measurement measurement) {
        return new MemoryLimits(
                held(measurement, TrainingMetrics.MICRO_BATCH), held(measurement, TrainingMetrics.EVALUATION_BATCH));
    }

    private static int held(Measurement measurement, String metric) {
        Double examples = measurement.metrics().get(metric);
        return examples != null && examples >= 1 ? examples.intValue() : Integer.MAX_VALUE;
    }

    /** The fewer examples of both. */
    public MemoryLimits least(MemoryLimits other) {
        return new MemoryLimits(Math.min(step, other.step), Math.min(evaluation, other.evaluation));
    }

    /** Whether this one knows of fewer examples than another. */
    public boolean isBelow(MemoryLimits other) {
        return step < other.step || evaluation < other.evaluation;
    }
}
