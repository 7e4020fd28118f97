package dev.tryout.study;

import java.util.Optional;

/** Whether a study has spent its budget, or is to end before. */
final class Spending {
    private Spending() {}

    /** What is spent, or why it was stopped, for people. Every running trial has an epoch under way, the one that has just reported its next. */
    static Optional<String> spent(StudyState state, long nowMs) {
        return state.stopped().or(() -> budgetSpent(state, nowMs));
    }

    private static Optional<String> budgetSpent(StudyState state, long nowMs) {
        Budget budget = state.spec().budget();
        if (budget.epochs() != null && state.epochsSpent() + state.runningCount() >= budget.epochs()) {
            return Optional.of("the budget of epochs is spent");
        }
        if (budget.timeMs() != null && state.spentMs(nowMs) >= budget.timeMs()) {
            return Optional.of("the budget of time is spent");
        }
        return Optional.empty();
    }

    static boolean trialsLeft(StudyState state) {
        Integer trials = state.spec().budget().trials();
        return trials == null || state.suggestedCount() < trials;
    }
}
