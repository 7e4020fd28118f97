package dev.tryout.study;

/** Where a study stands: RUNNING and PAUSED alternate; FINISHED is final, unless failed trials are tried again. */
public enum Phase {
    RUNNING,
    PAUSED,
    FINISHED
}
