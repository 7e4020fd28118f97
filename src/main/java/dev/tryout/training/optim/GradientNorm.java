package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Collection;

/** The length of all gradients taken as one vector (Pascanu et al. 2013, On the difficulty of training RNNs, section 3.2). */
public final class GradientNorm {
    private GradientNorm() {}

    /** The Euclidean norm; arrays that are made on the way are attached to the gradients' manager. */
    public static double of(Collection<NDArray> gradients) {
        if (gradients.isEmpty()) {
            return 0;
        }
        NDList squares = new NDList();
        for (NDArray gradient : gradients) {
            NDArray flat = gradient.flatten();
            squares.add(flat.dot(flat));
        }
        return Math.sqrt(NDArrays.stack(squares).sum().getFloat());
    }

    /** What to multiply gradients by so that their norm is at most the limit; a limit of 0 is none. */
    public static double scale(double norm, double limit) {
        return limit > 0 && norm > limit ? limit / norm : 1;
    }
}
