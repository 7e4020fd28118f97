package dev.tryout.trial;

/** A 95 % confidence interval, {@code low <= high}. */
public record Interval(double low, double high) {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** Whether the two have a point in common. */
    public boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }

    /**
     * Wilson's score interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference").
     *
     * @param proportion the share observed, 0 to 1
     * @param examples how many examples it was observed on, 1 or more
     */
    public static Interval wilson(double proportion, int examples) {
        if (!(proportion >= 0 && proportion <= 1)) {
            throw new IllegalArgumentException("a proportion is from 0 to 1, got " + proportion);
        }
        if (examples < 1) {
            throw new IllegalArgumentException("an interval needs 1 example or more, got " + examples);
        }
        double spread = Z * Z / examples;
        double centre = (proportion + spread / 2) / (1 + spread);
        double variance = proportion * (1 - proportion) / examples + spread / (4 * examples);
        double half = Z / (1 + spread) * Math.sqrt(variance);
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
