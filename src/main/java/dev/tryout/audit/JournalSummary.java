package dev.tryout.audit;

import dev.tryout.study.StudyEvent;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a journal holds.
 *
 * @param sessions coordinators that worked on the study, one after the other
 * @param trials that began, those from elsewhere included
 * @param epochs trained and recorded
 * @param attempts assigned
 * @param lostWithWorker attempts that ended with their worker, but for those that made their trial fail
 * @param takenBack attempts that ended with their coordinator, or because the study was paused
 */
public record JournalSummary(
        int events, int sessions, int trials, int epochs, int attempts, int lostWithWorker, int takenBack) {
    /** Counts the events. */
    public static JournalSummary of(List<StudyEvent> events) {
        return new JournalSummary(
                events.size(),
                count(events, StudyEvent.SessionOpened.class::isInstance),
                count(
                        events,
                        event -> event instanceof StudyEvent.TrialSuggested || event instanceof StudyEvent.TrialAdded),
                count(events, StudyEvent.EpochMeasured.class::isInstance),
                count(events, StudyEvent.TrialAssigned.class::isInstance),
                count(events, event -> event instanceof StudyEvent.TrialLost lost && lost.worker()),
                count(events, event -> event instanceof StudyEvent.TrialLost lost && !lost.worker()));
    }

    private static int count(List<StudyEvent> events, Predicate<StudyEvent> test) {
        return (int) events.stream().filter(test).count();
    }
}
