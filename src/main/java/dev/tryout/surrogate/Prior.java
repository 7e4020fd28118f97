package dev.tryout.surrogate;

/**
 * A normal prior of one entry of the fit's vector, within bounds.
 *
 * @param mean of the normal distribution
 * @param deviation likewise
 */
record Prior(double mean, double deviation, double lower, double upper) {
    /**
     * Of a length's logarithm in a space of so many dimensions: its mean grows with the distances in the cube, as Hvarfner et al.
     * 2024 propose ("Vanilla Bayesian optimization performs great in high dimensions", arXiv 2402.02229).
     */
    static Prior ofLength(int dimensions) {
        return new Prior(
                Tuning.LENGTH_MEAN + 0.5 * StrictMath.log(dimensions), Tuning.LENGTH_DEV, StrictMath.log(0.02), StrictMath.log(100));
    }

    /** Of the logarithm of the noise's share: most metrics repeat to a few percent of their range or better. */
    static Prior ofNoise() {
        return new Prior(StrictMath.log(Tuning.NOISE_MEAN), Tuning.NOISE_DEV, StrictMath.log(1e-7), StrictMath.log(10));
    }

    /** Of the exponent of the output's transformation. */
    static Prior ofExponent() {
        return new Prior(1, Tuning.EXP_DEV, OutputWarp.LEAST, OutputWarp.MOST);
    }

    double clip(double value) {
        return Math.min(upper, Math.max(lower, value));
    }

    double energy(double value) {
        double z = (value - mean) / deviation;
        return 0.5 * z * z;
    }

    double slope(double value) {
        return (value - mean) / (deviation * deviation);
    }
}
