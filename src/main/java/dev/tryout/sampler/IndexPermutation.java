package dev.tryout.sampler;

/**
 * A pseudo-random order of the numbers from 0 to {@code size - 1} that is computed and never stored: a Feistel network over
 * the smallest even number of bits that holds the size, walked until the result is in range (Black and Rogaway 2002, "Ciphers
 * with arbitrary finite domains", cycle-walking).
 */
final class IndexPermutation {
    /** The largest size: two halves of 31 bits. */
    static final long MAX_SIZE = 1L << 62;

    private static final int ROUNDS = 6;

    private final long size;
    private final long seed;
    private final int halfBits;
    private final long mask;

    IndexPermutation(long size, long seed) {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("a permutation needs 1 to " + MAX_SIZE + " numbers, got " + size);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
        this.size = size;
        this.seed = seed;
        this.halfBits = Math.max(1, (bits + 1) / 2);
        this.mask = (1L << halfBits) - 1;
    }

    /** The number at a position; every number has exactly one. */
    long at(long position) {
        long number = position;
        do {
            number = encrypt(number);
        } while (number >= size);
        return number;
    }

    private long encrypt(long number) {
        long left = number >>> halfBits;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (Randomness.mix(seed + round, right) & mask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
