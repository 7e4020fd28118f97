package dev.tryout.simulation;

/** Which row of a table stands for a configuration. */
public enum Matching {
    /** The nearest in the unit cube of the space. */
    NEAREST,
    /** The very same configuration; a table without it cannot be used. */
    EXACT
}
