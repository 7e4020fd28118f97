package dev.tryout.parzen;

import java.util.function.DoubleSupplier;

/**
 * Student's t distribution with three degrees of freedom: a bell whose tails fall with the fourth power only, and whose density
 * costs one division.
 */
final class StudentT {
    private static final double ROOT_THREE = Math.sqrt(3);
    private static final double PEAK = 2 / (Math.PI * ROOT_THREE);

    /** Beyond the table, the distribution is computed. */
    private static final int TABLE_END = 16;

    private static final int STEPS_PER_UNIT = 512;
    private static final double[] TABLE = new double[TABLE_END * STEPS_PER_UNIT + 2];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = exact((double) i / STEPS_PER_UNIT);
        }
    }

    private StudentT() {}

    /** The density at z. */
    static double density(double z) {
        double bell = 1 / (1 + z * z / 3);
        return PEAK * bell * bell;
    }

    /** The probability of the interval, to within 2e-7. */
    static double mass(double from, double to) {
        return distribution(to) - distribution(from);
    }

    /** The probability of values up to z, to within 1e-7. */
    static double distribution(double z) {
        double size = Math.abs(z) * STEPS_PER_UNIT;
        double upper;
        if (size < TABLE_END * STEPS_PER_UNIT) {
            int index = (int) size;
            upper = TABLE[index] + (size - index) * (TABLE[index + 1] - TABLE[index]);
        } else {
            upper = exact(Math.abs(z));
        }
        return z < 0 ? 1 - upper : upper;
    }

    private static double exact(double z) {
        double x = z / ROOT_THREE;
        return 0.5 + (StrictMath.atan(x) + x / (1 + x * x)) / Math.PI;
    }

    /** A random value (Bailey 1994, "Polar generation of random variates with the t-distribution"). */
    static double draw(DoubleSupplier uniform) {
        while (true) {
            double x = 2 * uniform.getAsDouble() - 1;
            double y = 2 * uniform.getAsDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double root = StrictMath.cbrt(square);
                return x * Math.sqrt(3 * (1 / (root * root) - 1) / square);
            }
        }
    }
}
