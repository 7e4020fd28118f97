package dev.tryout.study;

import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;

/** What follows from failures: when a trial is given up, and when the whole study halts. */
final class FailureRules {
    /** Attempts in a row that may end with their worker, no epoch between them, before the trial is given up. */
    static final int MAX_FRUITLESS_ATTEMPTS = 3;

    /** Workers that a trial may lose before those that say they were to blame count, too: it surely has a part in it by then. */
    static final int MAX_CLEARED = 30;

    /** Trials that may fail, none having reported anything, before the study pauses; and as many again once it goes on. */
    static final int MAX_FIRST_FAILURES = 3;

    private FailureRules() {}

    /** A trial fails by its own fault. */
    static List<StudyEvent> failed(StudyState state, Trial trial, String message, long nowMs) {
        StudyEvent ending = new StudyEvent.TrialFailed(trial.id(), message, nowMs);
        return haltIfHopeless(state, List.of(trial), List.of(ending), message, nowMs);
    }

    /** Trials lose their worker; those that keep losing it without an epoch between fail. */
    static List<StudyEvent> lost(StudyState state, List<Trial> trials, String reason, long nowMs) {
        List<StudyEvent> endings =
                trials.stream().map(trial -> lost(trial, reason, nowMs)).toList();
        return haltIfHopeless(state, trials, endings, reason, nowMs);
    }

    /** A trial loses its worker, which says that it alone is to blame. */
    static List<StudyEvent> unfit(StudyState state, Trial trial, String reason, long nowMs) {
        return trial.infrastructureFailures() < MAX_CLEARED
                ? List.of(new StudyEvent.TrialLost(trial.id(), true, true, reason, nowMs))
                : lost(state, List.of(trial), reason, nowMs);
    }

    private static StudyEvent lost(Trial trial, String reason, long nowMs) {
        return trial.fruitlessAttempts() + 1 >= MAX_FRUITLESS_ATTEMPTS
                ? new StudyEvent.TrialFailed(
                        trial.id(),
                        MAX_FRUITLESS_ATTEMPTS + " attempts in a row ended with their worker: " + reason,
                        nowMs)
                : new StudyEvent.TrialLost(trial.id(), true, reason, nowMs);
    }

    /**
     * Pauses the study and takes every other running trial back.
     *
     * @param ended the running trials that the endings deal with
     */
    static List<StudyEvent> halt(
            StudyState state, List<Trial> ended, List<StudyEvent> endings, String reason, long nowMs) {
        return halt(state, ended, endings, new StudyEvent.StudyPaused(reason, nowMs));
    }

    /** Pauses the study, as somebody asked for, and takes every running trial back. */
    static List<StudyEvent> pause(StudyState state, StudyCommand.Pause command) {
        return halt(
                state,
                List.of(),
                List.of(),
                new StudyEvent.StudyPaused(command.reason(), command.by(), command.nowMs()));
    }

    private static List<StudyEvent> halt(
            StudyState state, List<Trial> ended, List<StudyEvent> endings, StudyEvent.StudyPaused pause) {
        List<StudyEvent> events = new ArrayList<>(endings);
        for (Trial trial : state.runningTrials()) {
            if (!ended.contains(trial)) {
                events.add(new StudyEvent.TrialLost(trial.id(), false, "the study was paused", pause.atMs()));
            }
        }
        events.add(pause);
        return events;
    }

    private static List<StudyEvent> haltIfHopeless(
            StudyState state, List<Trial> ended, List<StudyEvent> endings, String message, long nowMs) {
        long before = state.trained().trials().stream()
                .filter(trial -> trial.state() == TrialState.FAILED && trial.attempt() > 0)
                .count();
        long after = before
                + endings.stream()
                        .filter(StudyEvent.TrialFailed.class::isInstance)
                        .count();
        boolean noneReported = state.trained().trials().stream()
                .allMatch(trial -> trial.measurements().isEmpty());
        return noneReported && after / MAX_FIRST_FAILURES > before / MAX_FIRST_FAILURES
                ? halt(
                        state,
                        ended,
                        endings,
                        "the first " + after + " trials failed, the last one with: " + message,
                        nowMs)
                : endings;
    }
}
