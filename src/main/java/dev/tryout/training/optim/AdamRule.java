package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import dev.tryout.training.OptimizerSettings;
import dev.tryout.training.engine.Kernels;
import java.util.List;

/**
 * Adam with bias correction (Kingma and Ba 2015, Adam, algorithm 1), its weight decay in the gradient or decoupled
 * (Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization, algorithm 2). Each parameter counts its own steps.
 *
 * @param decoupled whether weights decay by themselves
 */
record AdamRule(Kernels kernels, OptimizerSettings settings, boolean decoupled) implements UpdateRule {
    @Override
    public List<Slot> slots() {
        return List.of(Slot.MEAN, Slot.SQUARE, Slot.STEPS);
    }

    @Override
    public void update(Arrays arrays, NDArray divisor, double rate, double weightDecay) {
        kernels.adam(
                decoupled,
                arrays.parameters(),
                arrays.gradients(),
                new Kernels.Moments(arrays.slot(Slot.MEAN), arrays.slot(Slot.SQUARE), arrays.slot(Slot.STEPS)),
                divisor,
                rate,
                settings.beta1(),
                settings.beta2(),
                settings.epsilon(),
                weightDecay);
    }
}
