package dev.tryout.training.optim;

/**
 * The learning rate of each step: up in a line during warm-up, then down in a line or level. No step has a rate of 0.
 *
 * @param peak the highest rate
 * @param totalSteps of the trial, all epochs together
 * @param warmupSteps of these
 * @param decays whether the rate falls towards 0 after warm-up
 */
public record LearningRateSchedule(double peak, long totalSteps, long warmupSteps, boolean decays) {
    public LearningRateSchedule {
        if (totalSteps < 1 || warmupSteps < 0 || warmupSteps > totalSteps) {
            throw new IllegalArgumentException(
                    "a schedule of " + totalSteps + " steps cannot warm up for " + warmupSteps);
        }
    }

    /** @param warmup the fraction of steps to warm up for, rounded down */
    public static LearningRateSchedule of(double peak, long totalSteps, double warmup, boolean decays) {
        return new LearningRateSchedule(peak, totalSteps, (long) (warmup * totalSteps), decays);
    }

    /** @param step counted from 0 */
    public double at(long step) {
        if (step < 0 || step >= totalSteps) {
            throw new IllegalArgumentException("no step " + step + " of " + totalSteps);
        }
        if (step < warmupSteps) {
            return peak * ((step + 1.0) / (warmupSteps + 1.0));
        }
        return decays ? peak * ((double) (totalSteps - step) / (totalSteps - warmupSteps)) : peak;
    }
}
