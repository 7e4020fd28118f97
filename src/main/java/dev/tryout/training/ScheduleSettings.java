package dev.tryout.training;

/**
 * How the learning rate goes.
 *
 * @param kind after warm-up
 * @param warmup the fraction of all steps over which it rises
 * @param warmupSteps how many steps it rises, in place of that fraction; 0 to go by the fraction
 * @param power of the polynomial, which others leave alone
 */
public record ScheduleSettings(Kind kind, double warmup, long warmupSteps, double power) {
    /** What becomes of the rate after warm-up. */
    public enum Kind {
        /** Down to 0 in a line. */
        LINEAR,
        /** Level. */
        CONSTANT,
        /** Down to 0 along half a cosine (Loshchilov and Hutter 2017, SGDR, equation 5, without restarts). */
        COSINE,
        /** Down to 0 as what is left of the steps, to a power. */
        POLYNOMIAL
    }

    public ScheduleSettings {
        if (!(warmup >= 0 && warmup <= 1) || warmupSteps < 0 || !(power > 0)) {
            throw new IllegalArgumentException("no schedule warms up for the fraction " + warmup + " or " + warmupSteps
                    + " steps and falls with the power " + power);
        }
    }

    /** Whether the rate of a step depends on how many steps there are in all. */
    public boolean dependsOnTotal() {
        return kind != Kind.CONSTANT || (warmupSteps == 0 && warmup > 0);
    }
}
