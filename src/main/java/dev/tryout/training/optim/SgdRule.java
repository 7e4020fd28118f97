package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import dev.tryout.training.OptimizerSettings;
import dev.tryout.training.engine.Kernels;
import java.util.List;

/**
 * Gradient descent with classical or Nesterov's momentum (Sutskever et al. 2013, On the importance of initialization and
 * momentum, section 2; the velocity is of gradients, and the learning rate multiplies it). Weight decay is decoupled
 * (Loshchilov and Hutter 2019, algorithm 1).
 */
record SgdRule(Kernels kernels, OptimizerSettings settings, boolean nesterov) implements UpdateRule {
    @Override
    public List<Slot> slots() {
        return settings.remembers() ? List.of(Slot.VELOCITY) : List.of();
    }

    @Override
    public void update(Arrays arrays, NDArray divisor, double rate, double weightDecay) {
        if (weightDecay > 0) {
            kernels.scale(arrays.parameters(), 1 - rate * weightDecay);
        }
        double momentum = settings.momentum();
        List<NDArray> velocities = momentum > 0 ? arrays.slot(Slot.VELOCITY) : List.of();
        kernels.sgd(
                arrays.parameters(), arrays.gradients(), velocities, divisor, rate, momentum, nesterov && momentum > 0);
    }
}
