package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.Scalars;
import org.jspecify.annotations.Nullable;

/** What training makes small. */
final class Losses {
    private Losses() {}

    /**
     * Mean cross-entropy with label smoothing (Szegedy et al. 2016, Rethinking the Inception Architecture, section 7). Each
     * example counts with its weight; the sum is divided by their number, so that parts of a batch add up to the whole.
     *
     * @param logits of shape (batch, classes)
     * @param labels of shape (batch), 64-bit integers
     * @param smoothing share of the target that is spread over all classes
     * @param weights of shape (batch), or null where all examples count the same
     * @return a scalar
     */
    static NDArray crossEntropy(NDArray logits, NDArray labels, double smoothing, @Nullable NDArray weights) {
        NDArray logProbabilities = logits.logSoftmax(1);
        if (weights != null) {
            logProbabilities = logProbabilities.mul(weights.expandDims(1));
        }
        NDArray hit = logProbabilities.gather(labels.expandDims(1), 1).mean().neg();
        if (smoothing == 0) {
            return hit;
        }
        NDManager manager = logits.getManager();
        NDArray spread = logProbabilities.mean().mul(Scalars.of(manager, -smoothing));
        return hit.mul(Scalars.of(manager, 1 - smoothing)).add(spread).sum();
    }

    /**
     * Mean squared error.
     *
     * @param outputs of shape (batch, 1)
     * @param targets of shape (batch)
     * @return a scalar
     */
    static NDArray squaredError(NDArray outputs, NDArray targets) {
        return outputs.sub(targets.expandDims(1)).square().mean();
    }
}
