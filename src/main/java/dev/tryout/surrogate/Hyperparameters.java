package dev.tryout.surrogate;

/**
 * What a fit decides.
 *
 * @param lengths of the kernel, one for each coordinate, in units of the unit cube
 * @param noise the variance of the noise, as a multiple of the signal's variance
 * @param exponent of the output's {@link OutputWarp}
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Hyperparameters(double[] lengths, double noise, double exponent) {
    /** From the vector that the fit works on: the lengths' logarithms, the noise's, the exponent. */
    static Hyperparameters ofVector(double[] theta) {
        int d = theta.length - 2;
        double[] lengths = new double[d];
        for (int i = 0; i < d; i++) {
            lengths[i] = StrictMath.exp(theta[i]);
        }
        return new Hyperparameters(lengths, StrictMath.exp(theta[d]), theta[d + 1]);
    }

    double[] toVector() {
        int d = lengths.length;
        double[] theta = new double[d + 2];
        for (int i = 0; i < d; i++) {
            theta[i] = StrictMath.log(lengths[i]);
        }
        theta[d] = StrictMath.log(noise);
        theta[d + 1] = exponent;
        return theta;
    }
}
