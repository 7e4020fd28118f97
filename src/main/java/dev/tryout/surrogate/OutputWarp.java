package dev.tryout.surrogate;

/**
 * The power transformation of Yeo and Johnson (2000, "A new family of power transformations to improve normality or symmetry"),
 * increasing in the value for every exponent: 1 leaves values as they are, less draws in the large ones and spreads the small ones,
 * more does the opposite.
 */
public record OutputWarp(double exponent) {
    /** The range of exponents that keeps every finite value finite where it is sensibly scaled. */
    public static final double LEAST = 0;

    public static final double MOST = 2;

    private static final double NEARLY_ZERO = 1e-6;

    public double apply(double y) {
        return y >= 0 ? power(StrictMath.log1p(y), exponent) : -power(StrictMath.log1p(-y), 2 - exponent);
    }

    /** The derivative of {@link #apply} by the exponent. */
    public double byExponent(double y) {
        return y >= 0
                ? powerByExponent(StrictMath.log1p(y), exponent)
                : powerByExponent(StrictMath.log1p(-y), 2 - exponent);
    }

    /** The derivative of the logarithm of {@code apply'(y)} by the exponent; the logarithm is this times {@code exponent - 1}. */
    public static double logSlopeByExponent(double y) {
        return y >= 0 ? StrictMath.log1p(y) : -StrictMath.log1p(-y);
    }

    /** {@code (exp(p t) - 1) / p}. */
    private static double power(double t, double p) {
        return Math.abs(p) < NEARLY_ZERO ? t + 0.5 * p * t * t : StrictMath.expm1(p * t) / p;
    }

    private static double powerByExponent(double t, double p) {
        return Math.abs(p) < NEARLY_ZERO ? 0.5 * t * t : (t * StrictMath.exp(p * t) - StrictMath.expm1(p * t) / p) / p;
    }
}
