package dev.tryout.parzen;

import java.util.function.DoubleSupplier;

/** One dimension of a {@link ParzenEstimator}: a kernel around each component's centre. */
interface Kernel {
    /**
     * Multiplies each component's product by its density at a position, relative to the uniform density.
     *
     * @param products one for each component
     */
    void multiply(double position, double[] products);

    /** A position drawn from a component. */
    double draw(int component, DoubleSupplier uniform);
}
