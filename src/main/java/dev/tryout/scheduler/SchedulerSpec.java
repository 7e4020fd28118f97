package dev.tryout.scheduler;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A scheduler and its settings, as the study file names them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SchedulerSpec.None.class, name = "none"),
    @JsonSubTypes.Type(value = SchedulerSpec.Median.class, name = "median"),
    @JsonSubTypes.Type(value = SchedulerSpec.Asha.class, name = "asha")
})
public sealed interface SchedulerSpec {
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
     * Asynchronous successive halving: at each rung, only the best fraction goes on.
     *
     * @param minEpochs the first rung
     * @param reductionFactor each rung has this many times the epochs of the one before, and keeps one in as many trials
     */
    record Asha(int minEpochs, int reductionFactor) implements SchedulerSpec {
        public static final Asha DEFAULT = new Asha(1, 3);

        public Asha {
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
            case "asha" -> Asha.DEFAULT;
            default -> throw new IllegalArgumentException("no scheduler '" + name + "': use one of none, median, asha");
        };
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, got " + value);
        }
    }
}
