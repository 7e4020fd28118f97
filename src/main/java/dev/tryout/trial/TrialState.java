package dev.tryout.trial;

import java.util.Set;

/**
 * Where a trial stands. The legal transitions, and no others:
 *
 * <pre>
 * WAITING  -> RUNNING                                assigned to a worker
 * WAITING  -> WAITING | PAUSED | COMPLETE | PRUNED | FAILED
 *                                                    takes epochs over from the run that it shares, and is judged by them
 * RUNNING  -> PAUSED | COMPLETE | PRUNED | FAILED | LOST
 * PAUSED   -> RUNNING | PRUNED | COMPLETE            goes on from its checkpoint; or the study ends
 * PAUSED   -> WAITING                                goes on with epochs of the run that it shares
 * LOST     -> RUNNING | COMPLETE | FAILED            its worker is gone: another attempt; or the study ends, or gives it up
 * LOST     -> WAITING                                goes on with epochs of the run that it shares
 * COMPLETE, PRUNED, FAILED                           final
 * </pre>
 */
public enum TrialState {
    WAITING,
    RUNNING,
    PAUSED,
    COMPLETE,
    PRUNED,
    FAILED,
    LOST;

    private Set<TrialState> next() {
        return switch (this) {
            case WAITING -> Set.of(WAITING, RUNNING, PAUSED, COMPLETE, PRUNED, FAILED);
            case RUNNING -> Set.of(PAUSED, COMPLETE, PRUNED, FAILED, LOST);
            case PAUSED -> Set.of(WAITING, RUNNING, PRUNED, COMPLETE);
            case LOST -> Set.of(WAITING, RUNNING, COMPLETE, FAILED);
            case COMPLETE, PRUNED, FAILED -> Set.of();
        };
    }

    /** Whether the transition is legal. */
    public boolean canBecome(TrialState state) {
        return next().contains(state);
    }

    /** Whether the trial is over. */
    public boolean isFinal() {
        return next().isEmpty();
    }
}
