package dev.tryout.study;

/**
 * How the best trials of a search are trained again with other seeds, to tell a better configuration from a lucky seed.
 *
 * @param count how many trials, at most
 * @param seeds how many runs each of them has, the one of the search included
 */
public record Finalists(int count, int seeds) {
    /** The most of either; more would cost more than the search. */
    public static final int MOST = 20;

    public Finalists {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("finalists: count must be from 1 to " + MOST + ", got " + count);
        }
        if (seeds < 2 || seeds > MOST) {
            throw new IllegalArgumentException("finalists: seeds must be from 2 to " + MOST + ", got " + seeds);
        }
    }
}
