package dev.tryout.study;

import dev.tryout.scheduler.Scheduler;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.Optional;

/** What becomes of a trial once it has another epoch; empty where it goes on. */
final class Judge {
    private final Scheduler scheduler;

    Judge(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** After an epoch that it trained: it does not go on where the budget is spent or the study was stopped. */
    Optional<StudyEvent> reported(StudyState state, Trial trial, long nowMs) {
        if (trial.isRepeat()) {
            return broken(state, trial, nowMs)
                    .or(() -> asFarAsFinalist(trial, nowMs))
                    .or(() -> state.stopped().map(reason -> Finals.cutShort(trial, reason, nowMs)));
        }
        return ended(state, trial, nowMs)
                .or(() -> Spending.spent(state, nowMs)
                        .<StudyEvent>map(spent -> Closing.cutShort(trial, spent, nowMs))
                        .or(() -> atTarget(trial, nowMs)));
    }

    /** After an epoch that it took over, which cost nothing. */
    Optional<StudyEvent> shared(StudyState state, Trial trial, long nowMs) {
        return ended(state, trial, nowMs).or(() -> atTarget(trial, nowMs));
    }

    private Optional<StudyEvent> ended(StudyState state, Trial trial, long nowMs) {
        return broken(state, trial, nowMs).or(() -> atLastEpoch(trial, nowMs)).or(() -> stopped(state, trial, nowMs));
    }

    private static Optional<StudyEvent> broken(StudyState state, Trial trial, long nowMs) {
        Measurement latest = latest(trial);
        double value = latest.value(state.spec().metric());
        String reason = state.spec().metric().name() + " is " + value + " at epoch " + latest.epoch();
        return Double.isFinite(value)
                ? Optional.empty()
                : Optional.of(new StudyEvent.TrialFailed(trial.id(), reason, nowMs));
    }

    private static Optional<StudyEvent> atLastEpoch(Trial trial, long nowMs) {
        return trial.lastEpoch() >= trial.epochs()
                ? Optional.of(new StudyEvent.TrialCompleted(trial.id(), "", nowMs))
                : Optional.empty();
    }

    private Optional<StudyEvent> stopped(StudyState state, Trial trial, long nowMs) {
        StudySpec spec = state.spec();
        if (spec.earlyStopping() != null) {
            Decision decision = spec.earlyStopping().decide(trial, spec.metric());
            if (decision.action() == Decision.Action.STOP) {
                return Optional.of(new StudyEvent.TrialCompleted(trial.id(), decision.reason(), nowMs));
            }
        }
        Decision decision = scheduler.decide(trial, state.trained(), spec.metric());
        return switch (decision.action()) {
            case STOP -> Optional.of(new StudyEvent.TrialPruned(trial.id(), decision.reason(), nowMs));
            case PAUSE -> Optional.of(new StudyEvent.TrialPaused(trial.id(), decision.reason(), nowMs));
            case CONTINUE -> Optional.empty();
        };
    }

    private static Optional<StudyEvent> atTarget(Trial trial, long nowMs) {
        return trial.lastEpoch() >= trial.target()
                ? Optional.of(new StudyEvent.TrialPaused(
                        trial.id(), "paused at epoch " + trial.lastEpoch() + ", as planned", nowMs))
                : Optional.empty();
    }

    /** A repeat trains as far as the finalist did. */
    private static Optional<StudyEvent> asFarAsFinalist(Trial repeat, long nowMs) {
        if (repeat.lastEpoch() < repeat.target()) {
            return Optional.empty();
        }
        String reason = repeat.lastEpoch() >= repeat.epochs()
                ? ""
                : "as far as trial " + repeat.origin().repeats();
        return Optional.of(new StudyEvent.TrialCompleted(repeat.id(), reason, nowMs));
    }

    private static Measurement latest(Trial trial) {
        return trial.measurements().get(trial.measurements().size() - 1);
    }
}
