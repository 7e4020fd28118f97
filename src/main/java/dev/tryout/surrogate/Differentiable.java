package dev.tryout.surrogate;

/** A function of several variables with its gradient. */
@FunctionalInterface
public interface Differentiable {
    /**
     * The value at a point; it may be infinite or NaN, and is then as bad as can be.
     *
     * @param x the point, not to be kept or changed
     * @param gradient overwritten with the derivatives, as many as the point has coordinates
     */
    double evaluate(double[] x, double[] gradient);
}
