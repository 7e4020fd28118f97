package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import dev.tryout.training.OptimizerSettings;
import dev.tryout.training.engine.Kernels;
import java.util.List;

/**
 * RMSProp (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5), epsilon outside the root. Weight
 * decay is decoupled.
 */
record RmsPropRule(Kernels kernels, OptimizerSettings settings) implements UpdateRule {
    @Override
    public List<Slot> slots() {
        return List.of(Slot.SQUARE);
    }

    @Override
    public void update(Arrays arrays, NDArray divisor, double rate, double weightDecay) {
        kernels.rmsProp(
                arrays.parameters(),
                arrays.gradients(),
                arrays.slot(Slot.SQUARE),
                divisor,
                rate,
                settings.rho(),
                settings.epsilon(),
                weightDecay);
    }

    /** Roots of the squares. */
    @Override
    public boolean takesMemory() {
        return true;
    }
}
