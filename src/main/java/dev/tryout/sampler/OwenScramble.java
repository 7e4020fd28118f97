package dev.tryout.sampler;

/**
 * Nested uniform scrambling of base-2 digits (Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-sequences"): each digit is
 * flipped or not by a coin that depends on all digits before it. It keeps how evenly a net fills the cube and takes away its
 * patterns and its point at the origin.
 */
final class OwenScramble {
    private static final int BITS = 32;

    private OwenScramble() {}

    /**
     * The scrambled place of a coordinate.
     *
     * @param position in [0, 1)
     * @param seed of this dimension
     * @return in (0, 1)
     */
    static double scramble(double position, long seed) {
        long digits = (long) (position * (1L << BITS));
        long scrambled = 0;
        for (int bit = BITS - 1; bit >= 0; bit--) {
            long prefix = digits >>> (bit + 1) | 1L << (BITS - 1 - bit);
            long coin = Randomness.mix(seed, prefix) & 1;
            scrambled = scrambled << 1 | (digits >>> bit & 1) ^ coin;
        }
        double withinCell = ((Randomness.mix(seed, ~digits) >>> 12) + 0.5) * 0x1p-52;
        return (scrambled + withinCell) / (1L << BITS);
    }
}
