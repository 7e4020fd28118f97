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
 * FAILED   -> WAITING                                somebody has it retried
 * COMPLETE, PRUNED                                   final, as FAILED is as long as nobody has it retried
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
            case FAILED -> Set.of(WAITING);
            case COMPLETE, PRUNED -> Set.of();
        };
    }

    /** Whether the transition is legal. */
    public boolean canBecome(TrialState state) {
        return next().contains(state);
    }

    /** Whether the trial is over. */
    public boolean isFinal() {
        return this == COMPLETE || this == PRUNED || this == FAILED;
    }
}
