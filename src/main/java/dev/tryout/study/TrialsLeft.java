package dev.tryout.study;

import java.util.OptionalInt;

/** How many trials are still to be given to a worker, as far as that is known. */
public final class TrialsLeft {
    private TrialsLeft() {}

    /**
     * Those that wait for a worker and those that have not begun. A paused trial may be promoted besides, which nobody knows before.
     * Empty where trials begin until something else than their number ends the search.
     *
     * @param nowMs milliseconds since 1970
     */
    public static OptionalInt count(StudyState state, long nowMs) {
        int waiting = state.queuedTrials().size();
        if (state.finals().isPresent()) {
            boolean isStopped = state.stopped().isPresent();
            return OptionalInt.of(
                    isStopped ? 0 : waiting + Finals.left(state, state.finals().get()));
        }
        if (Spending.spent(state, nowMs).isPresent()) {
            return OptionalInt.of(waiting);
        }
        Integer trials = state.spec().budget().trials();
        return trials == null
                ? OptionalInt.empty()
                : OptionalInt.of(waiting + Math.max(0, trials - state.suggestedCount()));
    }
}
