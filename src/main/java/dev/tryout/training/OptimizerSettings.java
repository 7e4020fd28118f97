package dev.tryout.training;

/**
 * What turns gradients into updates. Each kind reads what is its own, and leaves the rest alone.
 *
 * @param momentum of SGD, with and without Nesterov's; 0 for none
 * @param beta1 of Adam: decay of the gradients' mean
 * @param beta2 of Adam: decay of the squared gradients' mean
 * @param rho of RMSProp: decay of the squared gradients' mean
 * @param epsilon of Adam and RMSProp: added to the denominator
 * @param weightDecay of matrices; biases and norms are left out
 * @param layerDecay the learning rate of each stage as a fraction of that of the stage above; 1 for the same rate
 */
public record OptimizerSettings(
        Kind kind,
        double momentum,
        double beta1,
        double beta2,
        double rho,
        double epsilon,
        double weightDecay,
        double layerDecay) {
    /** An update rule. */
    public enum Kind {
        /** Adam whose weights decay by themselves. */
        ADAMW,
        /** Adam; weight decay is part of the gradient. */
        ADAM,
        /** Gradient descent with momentum. */
        SGD,
        /** Gradient descent with Nesterov's momentum. */
        NESTEROV,
        /** Gradients divided by the root of their squares' mean. */
        RMSPROP
    }

    /** Whether an update depends on those before it by more than the parameters. */
    public boolean remembers() {
        return momentum > 0 || (kind != Kind.SGD && kind != Kind.NESTEROV);
    }
}
