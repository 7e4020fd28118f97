package dev.tryout.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** A scheduler and its settings, as the study file names them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SchedulerSpec.None.class, name = "none"),
    @JsonSubTypes.Type(value = SchedulerSpec.Median.class, name = "median"),
    @JsonSubTypes.Type(value = SchedulerSpec.Percentile.class, name = "percentile"),
    @JsonSubTypes.Type(value = SchedulerSpec.Threshold.class, name = "threshold"),
    @JsonSubTypes.Type(value = SchedulerSpec.Asha.class, name = "asha"),
    @JsonSubTypes.Type(value = SchedulerSpec.Hyperband.class, name = "hyperband")
})
public sealed interface SchedulerSpec {
    /** What successive halving does with a trial on a rung. */
    enum Kind {
        /** It pauses there, and goes on once it is among the best. */
        @JsonProperty("promotion")
        PROMOTION,
        /** It stops there unless it is among the best so far. */
        @JsonProperty("stopping")
        STOPPING
    }

    /** Every trial trains all its epochs. */
    record None() implements SchedulerSpec {}

    /**
     * Stops a trial whose best value so far is worse than the median of the others' running averages.
     *
     * @param startupTrials how many other trials must have reached the epoch before any is stopped
     * @param minEpochs epochs that every trial may train
     */
    record Median(int startupTrials, int minEpochs) implements SchedulerSpec {
        public static final Median DEFAULT = new Median(4, 1);

        public Median {
            require("startup_trials", startupTrials, 1);
            require("min_epochs", minEpochs, 1);
        }
    }

    /**
     * Stops a trial whose best value so far is worse than a percentile of the others' running averages.
     *
     * @param percentile above 0 and below 100, counted from the best: 25 asks a trial to keep up with the best quarter
     * @param startupTrials how many other trials must have reached the epoch before any is stopped
     * @param minEpochs epochs that every trial may train
     */
    record Percentile(double percentile, int startupTrials, int minEpochs) implements SchedulerSpec {
        public static final Percentile DEFAULT = new Percentile(25, 4, 1);

        public Percentile {
            if (!(percentile > 0 && percentile < 100)) {
                throw new IllegalArgumentException("percentile must be above 0 and below 100, got " + percentile);
            }
            require("startup_trials", startupTrials, 1);
            require("min_epochs", minEpochs, 1);
        }
    }

    /**
     * Stops a trial whose value is worse than a bound.
     *
     * @param threshold the worst value that may go on, in the metric's unit
     * @param minEpochs the first epoch that is judged
     */
    record Threshold(double threshold, int minEpochs) implements SchedulerSpec {
        public static final int DEFAULT_MIN_EPOCHS = 1;

        public Threshold {
            if (!Double.isFinite(threshold)) {
                throw new IllegalArgumentException("threshold must be a finite number, got " + threshold);
            }
            require("min_epochs", minEpochs, 1);
        }
    }

    /**
     * Asynchronous successive halving: at each rung, only the best fraction goes on.
     *
     * @param minEpochs the first rung
     * @param reductionFactor each rung has this many times the epochs of the one before, and keeps one in as many trials
     */
    record Asha(int minEpochs, int reductionFactor, Kind kind) implements SchedulerSpec {
        public static final Asha DEFAULT = new Asha(1, 3, Kind.PROMOTION);

        public Asha {
            kind = Objects.requireNonNullElse(kind, Kind.STOPPING); // Journals of a time when there was but one kind.
            require("min_epochs", minEpochs, 1);
            require("reduction_factor", reductionFactor, 2);
        }
    }

    /**
     * Several brackets of successive halving, each with its first rung one further on.
     *
     * @param minEpochs the first rung of the first bracket
     * @param reductionFactor as for {@link Asha}
     */
    record Hyperband(int minEpochs, int reductionFactor, Kind kind) implements SchedulerSpec {
        public static final Hyperband DEFAULT = new Hyperband(1, 3, Kind.PROMOTION);

        public Hyperband {
            require("min_epochs", minEpochs, 1);
            require("reduction_factor", reductionFactor, 2);
        }
    }

    /**
     * The scheduler of that name with its default settings.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    static SchedulerSpec of(String name) {
        return switch (name) {
            case "none" -> new None();
            case "median" -> Median.DEFAULT;
            case "percentile" -> Percentile.DEFAULT;
            case "asha" -> Asha.DEFAULT;
            case "asha-stopping" -> new Asha(1, 3, Kind.STOPPING);
            case "hyperband" -> Hyperband.DEFAULT;
            default ->
                throw new IllegalArgumentException("no scheduler '" + name + "' that needs no settings: use one of"
                        + " none, median, percentile, asha, asha-stopping, hyperband");
        };
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, got " + value);
        }
    }
}
