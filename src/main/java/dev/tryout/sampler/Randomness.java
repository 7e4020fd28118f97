package dev.tryout.sampler;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on a seed and a number alone. What is built on {@link SplittableRandom#nextLong()} here is the same
 * on every machine and Java release; the derived methods of the class itself do not promise that.
 */
final class Randomness {
    private static final double UNIT = 0x1p-53;

    private final SplittableRandom source;

    private Randomness(long state) {
        this.source = new SplittableRandom(state);
    }

    /** Of one suggestion. */
    static Randomness of(SuggestionRequest request) {
        return new Randomness(mix(request.seed(), request.number()));
    }

    /** Two numbers hashed into one; every bit of either moves half of the bits of the result. */
    static long mix(long a, long b) {
        return finish(finish(a + 0x9E3779B97F4A7C15L) ^ (b * 0xD1B54A32D192ED03L + 0x8CB92BA72F3D8DD7L));
    }

    /** The finaliser of Stafford's variant 13 of MurmurHash3. */
    private static long finish(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (source.nextLong() >>> 11) * UNIT;
    }

    /** Uniform from 0 to {@code bound - 1}. */
    int index(int bound) {
        return (int) (uniform() * bound);
    }

    /** A point of the unit cube. */
    double[] point(int dimensions) {
        double[] point = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            point[d] = uniform();
        }
        return point;
    }

    /** Standard normal, by Marsaglia's polar method. */
    double gaussian() {
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }
}
