package dev.tryout.cluster;

import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import org.slf4j.Logger;

/** What attempts at trials tell their supervisor, each answered when it is on disk. */
final class AttemptReports {
    private final Rules rules;
    private final Decisions decisions;
    private final Roster workers;
    private final Logger log;

    AttemptReports(Rules rules, Decisions decisions, Roster workers, Logger log) {
        this.rules = rules;
        this.decisions = decisions;
        this.workers = workers;
        this.log = log;
    }

    void onReport(StudyState state, SupervisorMessage.Report message) {
        int trial = message.trial();
        int attempt = message.attempt();
        List<StudyEvent> events = decisions.decide(
                state,
                new StudyCommand.Report(trial, attempt, message.measurement(), rules.nowMs()),
                written -> message.replyTo()
                        .tell(new TrialMessage.Decided(
                                message.measurement().epoch(), Study.answer(written, trial, attempt))));
        state.trial(trial)
                .filter(now -> !events.isEmpty() && now.state() == TrialState.RUNNING)
                .flatMap(Trial::worker)
                .filter(workers::isLeaving)
                .ifPresent(worker -> decisions.decide(
                        state, new StudyCommand.LoseWorker(worker, worker + " leaves", rules.nowMs()), written -> {}));
    }

    void onEnded(StudyState state, SupervisorMessage.Ended message) {
        decisions.decide(
                state,
                new StudyCommand.End(message.trial(), message.attempt(), rules.nowMs()),
                written -> message.replyTo().tell(new TrialMessage.Acknowledged()));
    }

    void onFailed(StudyState state, SupervisorMessage.Failed message) {
        log.warn(
                "trial {} attempt {} failed ({}): {}",
                message.trial(),
                message.attempt(),
                message.owner(),
                message.message());
        decisions.decide(
                state,
                new StudyCommand.Fail(
                        message.trial(), message.attempt(), message.owner(), message.message(), rules.nowMs()),
                written -> message.replyTo().tell(new TrialMessage.Acknowledged()));
    }
}
