package dev.tryout.trial;

import java.util.Comparator;

/** What trials are judged by. */
public record Metric(String name, Goal goal) {
    public Metric {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a metric needs a name");
        }
    }

    /** Whether the first value is strictly better; a value that is not finite is never better. */
    public boolean isBetter(double value, double than) {
        return Double.isFinite(value) && (!Double.isFinite(than) || loss(value) < loss(than));
    }

    /** The value as something to minimise. */
    public double loss(double value) {
        return goal == Goal.MAXIMIZE ? -value : value;
    }

    /** Best values first, values that are not finite last. */
    public Comparator<Double> bestFirst() {
        return Comparator.comparingDouble(value -> Double.isFinite(value) ? loss(value) : Double.POSITIVE_INFINITY);
    }
}
