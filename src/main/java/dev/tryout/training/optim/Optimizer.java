package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import dev.tryout.training.tensor.TensorSource;
import java.util.Map;

/**
 * Changes parameters by their gradients. What it remembers of each parameter lives on the device until it is closed, and goes
 * into checkpoints under names of its own.
 */
public interface Optimizer extends AutoCloseable {
    /**
     * One update of every parameter that has a gradient. Gradients must be off on the calling thread.
     *
     * @param gradients by parameter name; arrays that are made on the way are attached to their manager
     * @param learningRate of this step
     * @param scale that gradients are multiplied by first: 1, or less where their norm is clipped
     */
    void step(Map<String, NDArray> gradients, double learningRate, double scale);

    /** What it remembers, by name, to be read while it is open; empty before the first step. */
    Map<String, TensorSource> state();

    /** Frees what it remembers. */
    @Override
    void close();
}
