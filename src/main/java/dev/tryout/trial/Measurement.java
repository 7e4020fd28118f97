package dev.tryout.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a trial reports after an epoch.
 *
 * @param epoch counted from 1
 * @param metrics by name; values may be NaN or infinite, and then count for nothing
 * @param seconds what the epoch took, evaluation included
 * @param prefix what computing frozen stages once was good for; null where nothing was to be computed once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(
        int epoch,
        Map<String, Double> metrics,
        double seconds,
        @Nullable PrefixUse prefix) {
    /** The name under which what an epoch took is a metric too. */
    public static final String SECONDS = "seconds";

    /** An epoch that computed nothing once for all. */
    public Measurement(int epoch, Map<String, Double> metrics, double seconds) {
        this(epoch, metrics, seconds, null);
    }

    public Measurement {
        if (epoch < 1) {
            throw new IllegalArgumentException("epochs count from 1, got " + epoch);
        }
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds must be 0 or more, got " + seconds);
        }
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** The metric's value, NaN where it was not reported; {@link #SECONDS} where no metric is called so. */
    public double value(Metric metric) {
        return metrics.getOrDefault(metric.name(), metric.name().equals(SECONDS) ? seconds : Double.NaN);
    }
}
