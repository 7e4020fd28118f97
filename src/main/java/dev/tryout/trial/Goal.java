package dev.tryout.trial;

/** Which way a metric is better. */
public enum Goal {
    MAXIMIZE,
    MINIMIZE
}
