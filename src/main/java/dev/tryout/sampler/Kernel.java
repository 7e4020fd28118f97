package dev.tryout.sampler;

/** One dimension of a {@link ParzenEstimator}: a kernel around each component's centre. */
interface Kernel {
    /**
     * Adds the logarithm of each component's density at a position.
     *
     * @param logs one for each component
     */
    void addLogDensities(double position, double[] logs);

    /** A position drawn from a component. */
    double draw(int component, Randomness randomness);
}
