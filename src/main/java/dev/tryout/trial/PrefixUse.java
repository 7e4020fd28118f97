package dev.tryout.trial;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;

/**
 * What computing frozen stages once was good for. A hit is a part of the data that an epoch found computed, a miss one that it had
 * to compute.
 *
 * @param spentSeconds what the misses took
 * @param savedSeconds what the hits took when they were computed: an estimate of what they spared
 */
public record PrefixUse(int hits, int misses, double spentSeconds, double savedSeconds) {
    public static final PrefixUse NONE = new PrefixUse(0, 0, 0, 0);

    public PrefixUse {
        if (hits < 0 || misses < 0 || !(spentSeconds >= 0) || !(savedSeconds >= 0)) {
            throw new IllegalArgumentException("hits, misses and seconds are 0 or more, got " + hits + ", " + misses
                    + ", " + spentSeconds + " and " + savedSeconds);
        }
    }

    /** A part that was there, and took so long when it was computed. */
    public static PrefixUse hit(double savedSeconds) {
        return new PrefixUse(1, 0, 0, savedSeconds);
    }

    /** A part that was not. */
    public static PrefixUse miss(double spentSeconds) {
        return new PrefixUse(0, 1, spentSeconds, 0);
    }

    /** Of all epochs that these trials trained. */
    public static PrefixUse of(List<Trial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.trained().stream())
                .flatMap(measurement -> Stream.ofNullable(measurement.prefix()))
                .reduce(NONE, PrefixUse::plus);
    }

    /** The share of hits; 0 where nothing was asked for. */
    @JsonIgnore
    public double hitRate() {
        return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
    }

    public PrefixUse plus(PrefixUse other) {
        return new PrefixUse(
                hits + other.hits,
                misses + other.misses,
                spentSeconds + other.spentSeconds,
                savedSeconds + other.savedSeconds);
    }
}
