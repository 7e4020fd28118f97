package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.audit.EpochRule;
import dev.tryout.audit.JournalAudit;
import dev.tryout.audit.JournalSummary;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.util.List;

/** Has a journal audited, and says in one line what was checked. */
final class JournalChecker {
    /**
     * What a journal holds.
     *
     * @param epochs measured in all
     * @param attempts assigned in all
     * @param lostWithWorker attempts that ended with their worker
     * @param lostWithCoordinator attempts that ended with their coordinator, or were taken back
     */
    record Summary(
            int events,
            int sessions,
            int trials,
            int epochs,
            int attempts,
            int lostWithWorker,
            int lostWithCoordinator,
            StudyState state) {}

    private JournalChecker() {}

    /** Checks a journal and prints in one line what was checked. */
    static Summary check(Journal journal) throws IOException {
        List<StudyEvent> events = journal.read();
        assertThat(events).isNotEmpty();
        assertThat(JournalAudit.of(events, EpochRule.EVERY)).isEmpty();
        StudyState state = new StudyState();
        events.forEach(state::apply);
        state.champion()
                .flatMap(champion -> state.trial(champion.trial()))
                .ifPresent(best -> assertThat(best).extracting(Trial::state).isEqualTo(TrialState.COMPLETE));
        JournalSummary counts = JournalSummary.of(events);
        System.out.printf("journal of %s: %s%n", state.spec().name(), counts);
        return new Summary(
                counts.events(),
                counts.sessions(),
                counts.trials(),
                counts.epochs(),
                counts.attempts(),
                counts.lostWithWorker(),
                counts.takenBack(),
                state);
    }
}
