package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.Scalars;

/** What training makes small. */
final class Losses {
    private Losses() {}

    /**
     * Mean cross-entropy with label smoothing (Szegedy et al. 2016, Rethinking the Inception Architecture, section 7).
     *
     * @param logits of shape (batch, classes)
     * @param labels of shape (batch), 64-bit integers
     * @param smoothing share of the target that is spread over all classes
     * @return a scalar
     */
    static NDArray crossEntropy(NDArray logits, NDArray labels, double smoothing) {
        NDArray logProbabilities = logits.logSoftmax(1);
        NDArray hit = logProbabilities.gather(labels.expandDims(1), 1).mean().neg();
        if (smoothing == 0) {
            return hit;
        }
        NDManager manager = logits.getManager();
        NDArray spread = logProbabilities.mean().mul(Scalars.of(manager, -smoothing));
        return hit.mul(Scalars.of(manager, 1 - smoothing)).add(spread).sum();
    }
}
