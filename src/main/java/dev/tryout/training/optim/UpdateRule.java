package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** How gradients change parameters, and what it remembers of each parameter for that. */
interface UpdateRule {
    /** What a rule keeps for each parameter: arrays of its shape, zero at first. */
    enum Slot {
        MEAN("mean"),
        SQUARE("square"),
        VELOCITY("velocity"),
        /** A single number for each parameter. */
        STEPS("steps");

        private final String key;

        Slot(String key) {
            this.key = key;
        }

        /** As checkpoints call it. */
        String key() {
            return key;
        }
    }

    /** Parameters of a step, all lists in the same order and not empty. */
    interface Arrays {
        List<NDArray> parameters();

        /** Used up by the update. */
        List<NDArray> gradients();

        List<NDArray> slot(Slot slot);
    }

    /** What it keeps for each parameter. */
    List<Slot> slots();

    /** Whether an update takes memory besides what is kept. */
    default boolean takesMemory() {
        return false;
    }

    /**
     * Updates parameters in place; where memory runs out, nothing is changed.
     *
     * @param divisor of gradients, a scalar
     * @param rate the learning rate
     * @param weightDecay 0 where weights do not decay
     */
    void update(Arrays arrays, NDArray divisor, double rate, double weightDecay);
}
