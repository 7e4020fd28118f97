package dev.tryout.cluster;

import dev.tryout.study.Edits;
import dev.tryout.study.Phase;
import dev.tryout.study.Retries;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyState;
import java.util.function.BooleanSupplier;

/** What people ask of a study, each answered when it is on disk. Most of it needs nobody to work on the study. */
final class OperatorRequests {
    private final Rules rules;
    private final Decisions decisions;
    private final BooleanSupplier isOpen;

    /** @param isOpen whether the supervisor works on the study */
    OperatorRequests(Rules rules, Decisions decisions, BooleanSupplier isOpen) {
        this.rules = rules;
        this.decisions = decisions;
        this.isOpen = isOpen;
    }

    void onEdit(StudyState state, SupervisorMessage.Edit message) {
        if (!state.exists()) {
            return;
        }
        EditAnswer answer = EditAnswer.of(Edits.of(state, message.spec()));
        decisions.decide(
                state,
                new StudyCommand.Edit(message.spec(), rules.nowMs()),
                written -> message.replyTo().tell(answer));
    }

    void onPause(StudyState state, SupervisorMessage.PauseStudy message) {
        decisions.decide(
                state,
                new StudyCommand.Pause(message.by() + " asked for it", message.by(), rules.nowMs()),
                written -> message.replyTo().tell(CommandAnswer.paused(written)));
    }

    void onStop(StudyState state, SupervisorMessage.StopStudy message) {
        if (!state.exists()) {
            return;
        }
        decisions.decide(
                state,
                new StudyCommand.Stop("stopped by " + message.by(), rules.nowMs()),
                written -> message.replyTo().tell(CommandAnswer.stopped(written, isOpen.getAsBoolean())));
    }

    void onRetryFailed(StudyState state, SupervisorMessage.RetryFailed message) {
        if (!state.exists()) {
            return;
        }
        if (isBeingPromoted(state)) {
            message.replyTo()
                    .tell(new CommandAnswer(false, "study '" + state.spec().name() + "' promotes its champion"));
            return;
        }
        long nowMs = rules.nowMs();
        Retries retries = Retries.of(state, nowMs);
        decisions.decide(
                state,
                new StudyCommand.Retry(nowMs),
                written -> message.replyTo().tell(CommandAnswer.retried(retries, written, isOpen.getAsBoolean())));
    }

    private boolean isBeingPromoted(StudyState state) {
        return isOpen.getAsBoolean()
                && state.phase() == Phase.FINISHED
                && state.champion().isEmpty()
                && state.view().leader().isPresent();
    }
}
