package dev.tryout.study;

import dev.tryout.trial.Trial;

/** Gives a worker that asks for work a trial. */
final class Assignment {
    private Assignment() {}

    static StudyEvent of(Trial trial, int to, String reason, StudyCommand.RequestWork command) {
        return new StudyEvent.TrialAssigned(
                trial.id(),
                trial.attempt() + 1,
                command.worker(),
                Math.min(to, trial.epochs()),
                reason.isEmpty() ? null : reason,
                command.nowMs());
    }
}
