package dev.tryout.scheduler;

import dev.tryout.trial.Figure;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.OptionalDouble;

/** The loss averaged over the epochs up to one that the trial has reached. Values that are not finite are left out. */
record AverageValue(int epoch, Metric metric) implements Figure {
    @Override
    public OptionalDouble of(Trial trial) {
        if (trial.lastEpoch() < epoch) {
            return OptionalDouble.empty();
        }
        double average = 0;
        int count = 0;
        for (Measurement measurement : trial.measurements()) {
            double value = measurement.value(metric);
            if (measurement.epoch() <= epoch && Double.isFinite(value)) {
                count++;
                average += (metric.loss(value) - average) / count;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(average);
    }
}
