package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;

/**
 * An array that training changes in place.
 *
 * @param depth how many stages are above it: 0 in the head
 */
public record TrainedParameter(String name, NDArray array, int depth) {
    /** Whether it is a matrix. Vectors, biases and norms, do not decay. */
    boolean decays() {
        return array.getShape().dimension() > 1;
    }
}
