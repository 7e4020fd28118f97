package dev.tryout.surrogate;

/** A covariance of two points, 1 for a point with itself. */
public interface Kernel {
    /** The covariance, from 0 to 1. */
    double value(double[] a, double[] b);

    /**
     * The covariance with its gradient with respect to the first point.
     *
     * @param gradient overwritten, one entry for each coordinate; 0 for coordinates that do not move continuously
     */
    double value(double[] a, double[] b, double[] gradient);
}
