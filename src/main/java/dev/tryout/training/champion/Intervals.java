package dev.tryout.training.champion;

/** Confidence intervals of proportions. */
public final class Intervals {
    /** Of the normal distribution: 95 % lie within it on either side. */
    private static final double Z = 1.959963984540054;

    private Intervals() {}

    /**
     * Where a proportion lies.
     *
     * @param low from 0
     * @param high to 1
     */
    public record Interval(double low, double high) {}

    /**
     * The 95 % score interval of a proportion (Wilson 1927, Probable Inference, the Law of Succession, and Statistical
     * Inference); it stays within 0 and 1 and is sound for few examples.
     *
     * @param successes of the trials, 0 or more
     * @param trials 1 or more
     */
    public static Interval wilson(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials have no interval");
        }
        double n = trials;
        double rate = successes / n;
        double centre = rate + Z * Z / (2 * n);
        double spread = Z * Math.sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n));
        double denominator = 1 + Z * Z / n;
        return new Interval(Math.max(0, (centre - spread) / denominator), Math.min(1, (centre + spread) / denominator));
    }
}
