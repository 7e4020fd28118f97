package dev.tryout.study;

import dev.tryout.space.Configuration;

/**
 * Whether the epochs of a trial are the first epochs of a longer one that differs in nothing else. They are where nothing in them
 * depends on how many there are to be, as a learning rate does that falls to 0 at the last step. The objective knows.
 */
@FunctionalInterface
public interface EpochSharing {
    /** No trial shares epochs with another. */
    EpochSharing NEVER = configuration -> false;

    /** Whether trials of this configuration train the same epochs however many they are to train. */
    boolean allows(Configuration configuration);
}
