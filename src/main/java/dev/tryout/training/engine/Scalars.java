package dev.tryout.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers for arithmetic whose gradient is taken. An array that needs a gradient must not be multiplied or divided by a Java
 * number: DJL puts the number into an array over Java's memory and lets go of it at once, while the engine keeps the bare
 * address until the backward pass. What the gradient is multiplied by is then up to the garbage collector.
 */
public final class Scalars {
    private Scalars() {}

    /** A number in the engine's own memory, which a gradient keeps alive. Shape (1). */
    public static NDArray of(NDManager manager, double value) {
        return manager.full(new Shape(1), (float) value);
    }
}
