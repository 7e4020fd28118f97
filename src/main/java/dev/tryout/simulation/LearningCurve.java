package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
     * @param traded the values of the metrics that it is traded against, by name
     */
    record Epoch(double value, Map<String, Double> traded, double seconds) {
        Epoch {
            traded = Map.copyOf(traded);
        }

        /** The values of all metrics, by name. */
        Map<String, Double> metrics(Metric metric) {
            Map<String, Double> metrics = new TreeMap<>(traded);
            metrics.put(metric.name(), value);
            return metrics;
        }
    }

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
