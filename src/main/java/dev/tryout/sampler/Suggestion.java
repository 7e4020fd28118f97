package dev.tryout.sampler;

import dev.tryout.space.Configuration;

/** What to do next: begin a trial, or go on with a paused one. */
public sealed interface Suggestion {
    /** The epochs of a trial that is to train to its end. */
    int TO_THE_END = Integer.MAX_VALUE;

    /** The epoch after which the trial pauses, if that is not its last; {@link #TO_THE_END} where it need not. */
    int to();

    /** For people: where it comes from, as in "Sobol point 3". */
    String note();

    /** A trial of a configuration that none had before. */
    record Start(Configuration configuration, int to, String note) implements Suggestion {
        public Start(Configuration configuration, String note) {
            this(configuration, TO_THE_END, note);
        }
    }

    /** A paused trial goes on from its checkpoint. */
    record Resume(int trial, int to, String note) implements Suggestion {}
}
