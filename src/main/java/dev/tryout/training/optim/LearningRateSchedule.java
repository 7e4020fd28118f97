package dev.tryout.training.optim;

import dev.tryout.training.ScheduleSettings;

/**
 * The learning rate of each step: up in a line during warm-up, then as its kind says. No step has a rate of 0.
 *
 * @param kind after warm-up
 * @param peak the highest rate
 * @param totalSteps of the trial, all epochs together
 * @param warmupSteps how many it rises; it does not reach its peak where there are fewer in all
 * @param power of the polynomial
 */
public record LearningRateSchedule(
        ScheduleSettings.Kind kind, double peak, long totalSteps, long warmupSteps, double power) {
    public LearningRateSchedule {
        if (totalSteps < 1 || warmupSteps < 0) {
            throw new IllegalArgumentException(
                    "no schedule has " + totalSteps + " steps and warms up for " + warmupSteps);
        }
    }

    /** A fraction of steps to warm up for is rounded down to whole ones. */
    public static LearningRateSchedule of(ScheduleSettings settings, double peak, long totalSteps) {
        long warmupSteps =
                settings.warmupSteps() > 0 ? settings.warmupSteps() : (long) (settings.warmup() * totalSteps);
        return new LearningRateSchedule(settings.kind(), peak, totalSteps, warmupSteps, settings.power());
    }

    /** @param step counted from 0 */
    public double at(long step) {
        if (step < 0 || step >= totalSteps) {
            throw new IllegalArgumentException("no step " + step + " of " + totalSteps);
        }
        if (step < warmupSteps) {
            return peak * ((step + 1.0) / (warmupSteps + 1.0));
        }
        double left = (double) (totalSteps - step) / (totalSteps - warmupSteps);
        return switch (kind) {
            case LINEAR -> peak * left;
            case CONSTANT -> peak;
            case COSINE -> peak * (1 - StrictMath.cos(StrictMath.PI * left)) / 2;
            case POLYNOMIAL -> peak * StrictMath.pow(left, power);
        };
    }
}
