package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.Scalars;
import dev.tryout.training.engine.TorchEngine;
import java.util.List;

/**
 * The gradients of a batch's mean loss, computed at once or accumulated over micro-batches, with the same result up to
 * rounding. Where the device's memory does not hold a micro-batch, it is halved and the batch computed again.
 */
final class BatchGradients {
    private final TorchEngine engine;
    private final Loss loss;
    private final MicroBatches microBatches;

    /** What is made small. */
    @FunctionalInterface
    interface Loss {
        /**
         * The mean loss of some examples, a scalar.
         *
         * @param manager for what is made on the way
         */
        NDArray of(NDManager manager, int[] examples);
    }

    /**
     * @param loss the batch's mean loss, a scalar
     * @param gradients of the parameters, in their order
     */
    record Result(NDArray loss, List<NDArray> gradients) {}

    BatchGradients(TorchEngine engine, Loss loss, MicroBatches microBatches) {
        this.engine = engine;
        this.loss = loss;
        this.microBatches = microBatches;
    }

    /** @param step the manager that the result is attached to */
    Result of(NDManager step, int[] batch, List<NDArray> parameters) {
        return DeviceMemory.fitting(engine::releaseCachedMemory, microBatches, batch.length, () -> {
            try (NDManager attempt = step.newSubManager()) {
                Result result = accumulate(attempt, batch, parameters);
                result.loss().attach(step);
                result.gradients().forEach(gradient -> gradient.attach(step));
                return result;
            }
        });
    }

    private Result accumulate(NDManager manager, int[] batch, List<NDArray> parameters) {
        Result sum = null;
        for (int[] part : microBatches.cut(batch)) {
            DeviceMemory.require(part.length);
            try (NDManager scope = manager.newSubManager()) {
                Result next = gradients(scope, part, (double) part.length / batch.length, parameters);
                if (sum == null) {
                    next.loss().attach(manager);
                    next.gradients().forEach(gradient -> gradient.attach(manager));
                    sum = next;
                } else {
                    sum.loss().addi(next.loss());
                    engine.kernels().add(sum.gradients(), next.gradients());
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("a batch has no examples");
        }
        return sum;
    }

    private Result gradients(NDManager scope, int[] part, double weight, List<NDArray> parameters) {
        try (TorchEngine.Scope on = engine.withGradients()) {
            NDArray mean = loss.of(scope, part);
            NDArray share =
                    weight == 1 ? mean : mean.mul(Scalars.of(scope, weight)).sum();
            List<NDArray> gradients = engine.kernels().gradients(share, parameters);
            return new Result(share.stopGradient(), gradients);
        }
    }
}
