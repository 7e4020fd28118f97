package dev.tryout.surrogate;

/** A covariance of two points, 1 for a point with itself. */
public interface Kernel {
    /** The covariance, from 0 to 1. */
    double value(double[] a, double[] b);

    /**
     * Adds the gradient with respect to the first point.
     *
     * @param weight that the gradient is multiplied by
     * @param sum one entry for each coordinate, added to; coordinates that cannot move continuously are left alone
     */
    void addGradient(double[] a, double[] b, double weight, double[] sum);
}
