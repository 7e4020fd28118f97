package dev.tryout.study;

/** Where a study stands: RUNNING and PAUSED alternate, FINISHED is final. */
public enum Phase {
    RUNNING,
    PAUSED,
    FINISHED
}
