package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration measured, epoch by epoch.
 *
 * @param configuration without the number of epochs
 * @param line of the table where it begins, counted from 1
 * @param epochs from the first on, without gaps
 */
record LearningCurve(Configuration configuration, long line, List<Epoch> epochs) {
    /**
     * An epoch.
     *
     * @param value of the metric; not finite where training diverged
     */
    record Epoch(double value, double seconds) {}

    LearningCurve {
        epochs = List.copyOf(epochs);
    }

    LearningCurve and(Epoch next) {
        List<Epoch> longer = new ArrayList<>(epochs);
        longer.add(next);
        return new LearningCurve(configuration, line, longer);
    }

    /** Whether nothing follows, as training broke off. */
    boolean hasDiverged() {
        return !epochs.isEmpty()
                && !Double.isFinite(epochs.get(epochs.size() - 1).value());
    }
}
