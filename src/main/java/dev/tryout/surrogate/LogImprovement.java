package dev.tryout.surrogate;

/**
 * The logarithm of the expected improvement of a normal variable of mean 0 and variance 1 on a target u, and its derivative. Stable
 * in the far tail, where the expectation itself underflows (Ament et al. 2023, "Unexpected improvements to expected improvement for
 * Bayesian optimization", arXiv 2310.20708).
 *
 * <p>Below u = -1 everything is expressed by {@code c} in Laplace's continued fraction of Mills' ratio {@code 1 / (x + c)}, where
 * {@code x = -u}: the expectation is {@code φ(x) c / (x + c)} and its logarithmic derivative {@code 1 / c}, without cancellation.
 *
 * @param value {@code log(φ(u) + u Φ(u))}
 * @param slope its derivative {@code Φ(u) / (φ(u) + u Φ(u))}
 */
public record LogImprovement(double value, double slope) {
    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final double TAIL = -1;
    private static final int FRACTION_TERMS_AT_ONE = 280;
    private static final int LEAST_FRACTION_TERMS = 12;

    public static LogImprovement at(double u) {
        if (u <= TAIL) {
            double x = -u;
            double c = fraction(x);
            return new LogImprovement(-0.5 * u * u - LOG_ROOT_TWO_PI + StrictMath.log(c / (x + c)), 1 / c);
        }
        double density = StrictMath.exp(-0.5 * u * u - LOG_ROOT_TWO_PI);
        double probability = probability(u, density);
        double improvement = density + u * probability;
        return new LogImprovement(StrictMath.log(improvement), probability / improvement);
    }

    /** Φ(u) for u above the tail. */
    private static double probability(double u, double density) {
        if (u >= -TAIL) {
            return 1 - density / (u + fraction(u));
        }
        double term = u;
        double sum = u;
        for (int k = 1; Math.abs(term) > 1e-17; k++) {
            term *= u * u / (2 * k + 1);
            sum += term;
        }
        return 0.5 + density * sum;
    }

    /** {@code 1/(x + 2/(x + 3/(x + ...)))} for x of 1 or more; the further out, the fewer terms it takes. */
    private static double fraction(double x) {
        int terms = LEAST_FRACTION_TERMS + (int) (FRACTION_TERMS_AT_ONE / (x * x));
        double tail = 0;
        for (int k = terms; k >= 2; k--) {
            tail = k / (x + tail);
        }
        return 1 / (x + tail);
    }
}
