package dev.tryout.space;

/** How a numeric parameter is spread over its range. */
public enum Scale {
    LINEAR,
    LOG
}
