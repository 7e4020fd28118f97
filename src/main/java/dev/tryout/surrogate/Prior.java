package dev.tryout.surrogate;

/**
 * A normal prior of one entry of the fit's vector, within bounds.
 *
 * @param mean of the normal distribution
 * @param deviation likewise
 */
record Prior(double mean, double deviation, double lower, double upper) {
    /**
     * Of a length's logarithm in a space of so many dimensions. Its mean grows with the distances in the cube, as Hvarfner et al. 2024
     * propose ("Vanilla Bayesian optimization performs great in high dimensions", arXiv 2402.02229); it is narrower than theirs and
     * expects shorter lengths, which does better in the few dimensions of a fine-tuning search.
     */
    static Prior ofLength(int dimensions) {
        return new Prior(0.5 * StrictMath.log(dimensions), 1, StrictMath.log(0.02), StrictMath.log(100));
    }

    /** Of the logarithm of the noise's share: most metrics repeat to a hundredth of their spread. */
    static Prior ofNoise() {
        return new Prior(StrictMath.log(1e-4), 2, StrictMath.log(1e-7), StrictMath.log(10));
    }

    /** Of the exponent of the output's transformation. */
    static Prior ofExponent() {
        return new Prior(1, 0.25, OutputWarp.LEAST, OutputWarp.MOST);
    }

    /** The value within the bounds. */
    double clip(double value) {
        return Math.min(upper, Math.max(lower, value));
    }

    /** Minus the logarithm of the density, but for a constant. */
    double energy(double value) {
        double z = (value - mean) / deviation;
        return 0.5 * z * z;
    }

    /** The derivative of {@link #energy}. */
    double slope(double value) {
        return (value - mean) / (deviation * deviation);
    }
}
