package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import dev.tryout.training.engine.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * What large weights cost besides the loss: {@code l1 |w| + l2 w^2 / 2}, summed over all matrices. Biases and norms are left
 * out. Other than weight decay it is part of the gradient, and clipped with it.
 */
public record Penalty(Kernels kernels, double l1, double l2) {
    /** Whether adding it takes memory. */
    public boolean takesMemory() {
        return l1 > 0;
    }

    /**
     * Adds its gradient, in place; where memory runs out, nothing is changed.
     *
     * @param gradients of the parameters, in their order
     */
    public void addTo(List<TrainedParameter> parameters, List<NDArray> gradients) {
        List<NDArray> weights = new ArrayList<>();
        List<NDArray> theirs = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).decays()) {
                weights.add(parameters.get(i).array());
                theirs.add(gradients.get(i));
            }
        }
        if ((l1 > 0 || l2 > 0) && !weights.isEmpty()) {
            kernels.penalise(theirs, weights, l1, l2);
        }
    }
}
