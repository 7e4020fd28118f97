package dev.tryout.study;

import org.jspecify.annotations.Nullable;

/**
 * What a study may spend; null where there is no bound.
 *
 * @param trials how many trials may begin
 * @param timeMs how long the study may run, pauses not counted
 * @param epochs how many epochs may be trained in all
 */
public record Budget(
        @Nullable Integer trials,
        @Nullable Long timeMs,
        @Nullable Integer epochs) {
    public Budget {
        if (trials == null && timeMs == null && epochs == null) {
            throw new IllegalArgumentException("a budget needs trials, time or epochs");
        }
        require("trials", trials);
        require("time", timeMs);
        require("epochs", epochs);
    }

    private static void require(String name, @Nullable Number value) {
        if (value != null && value.longValue() < 1) {
            throw new IllegalArgumentException("budget: " + name + " must be above 0, got " + value);
        }
    }
}
