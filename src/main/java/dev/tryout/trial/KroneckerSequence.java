package dev.tryout.trial;

/**
 * The golden ratio's Kronecker sequence: every stretch of it covers the unit interval about evenly. What is chosen by it comes in its
 * share among any few numbers in a row, and depends on the number alone.
 */
public final class KroneckerSequence {
    /** The golden ratio's fraction, times 2^64. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final double UNIT = 0x1p-53;

    private KroneckerSequence() {}

    /** The point of a number, in [0, 1). */
    public static double at(int number) {
        return (number * GOLDEN >>> 11) * UNIT;
    }
}
