package dev.tryout.audit;

/** Which epochs an objective reports. */
public enum EpochRule {
    /** All of them, from the first on, as fine-tuning does. */
    EVERY,
    /** Any, as a program may. */
    ASCENDING
}
