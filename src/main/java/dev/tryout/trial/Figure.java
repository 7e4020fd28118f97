package dev.tryout.trial;

import java.util.OptionalDouble;

/**
 * What trials are ranked by, smaller being better. A figure is a value: {@link Object#equals} tells whether two rank the same way, as a
 * record's does.
 */
public interface Figure {
    /**
     * The trial's figure; infinite where it has nothing to show for itself; empty as long as the trial has none. Once there, it
     * stays the same whatever else the trial reports. Never NaN.
     */
    OptionalDouble of(Trial trial);

    /** Whether a trial that has the figure may still be chosen for it, in the state that it is in. */
    default boolean isPending(Trial trial) {
        return false;
    }
}
