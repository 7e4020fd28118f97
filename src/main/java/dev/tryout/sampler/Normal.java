package dev.tryout.sampler;

/** The standard normal distribution, to the seven digits that a density estimate needs. */
final class Normal {
    private static final double ROOT_HALF = Math.sqrt(0.5);

    private Normal() {}

    /** The probability of the interval. */
    static double mass(double from, double to) {
        return distribution(to) - distribution(from);
    }

    /** The probability of values up to z, to within 1e-7. */
    static double distribution(double z) {
        return 0.5 * (1 + errorFunction(z * ROOT_HALF));
    }

    /** Abramowitz and Stegun 1964, formula 7.1.26. */
    private static double errorFunction(double x) {
        double size = Math.abs(x);
        if (size > 4) {
            return Math.signum(x);
        }
        double t = 1 / (1 + 0.3275911 * size);
        double series =
                t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        return Math.copySign(1 - series * StrictMath.exp(-size * size), x);
    }
}
