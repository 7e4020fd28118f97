package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cluster.journal.Journal;
import dev.tryout.study.Ranking;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a journal as an auditor would: no trial has two owners, no epoch is recorded twice or left out, no attempt is repeated,
 * no worker has two trials, nothing happens to a trial that is over, and the champion is the best that completed.
 */
final class JournalChecker {
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, Integer> epochs = new HashMap<>();
    private final Map<Integer, String> owners = new HashMap<>();
    private final Map<Integer, String> ends = new HashMap<>();
    private int sessions;
    private int lostWithWorker;
    private int lostWithCoordinator;
    private long lastMs;

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
        return new JournalChecker().check(journal.read());
    }

    private Summary check(List<StudyEvent> events) {
        assertThat(events).isNotEmpty();
        assertThat(events.get(0)).isInstanceOf(StudyEvent.StudyCreated.class);
        StudyState state = new StudyState();
        for (StudyEvent event : events) {
            assertThat(event.atMs()).as("time of %s", event).isGreaterThanOrEqualTo(lastMs);
            lastMs = event.atMs();
            take(event);
            state.apply(event);
            if (event instanceof StudyEvent.ChampionPromoted promoted) {
                Trial best =
                        Ranking.leader(state.trials(), state.spec().criteria()).orElseThrow();
                assertThat(promoted.champion().trial()).as("champion").isEqualTo(best.id());
                assertThat(promoted.champion().epoch())
                        .isEqualTo(
                                best.best(state.spec().metric()).orElseThrow().epoch());
                assertThat(best.state()).isEqualTo(TrialState.COMPLETE);
            }
        }
        int epochsInAll = epochs.values().stream().mapToInt(Integer::intValue).sum();
        int attemptsInAll =
                attempts.values().stream().mapToInt(Integer::intValue).sum();
        Summary summary = new Summary(
                events.size(),
                sessions,
                state.trials().size(),
                epochsInAll,
                attemptsInAll,
                lostWithWorker,
                lostWithCoordinator,
                state);
        System.out.printf(
                "journal of %s: %d events, %d sessions, %d trials, %d epochs each once, %d attempts each with one owner,"
                        + " %d lost with their worker, %d with their coordinator%n",
                state.spec().name(),
                summary.events(),
                sessions,
                summary.trials(),
                epochsInAll,
                attemptsInAll,
                lostWithWorker,
                lostWithCoordinator);
        return summary;
    }

    private void take(StudyEvent event) {
        if (event instanceof StudyEvent.StudyCreated) {
            assertThat(sessions).as("a study is created before it is opened").isZero();
        } else if (event instanceof StudyEvent.SessionOpened) {
            sessions++;
        } else if (event instanceof StudyEvent.TrialSuggested suggested) {
            assertThat(suggested.trial()).as("trials are numbered one by one").isEqualTo(attempts.size() + 1);
            attempts.put(suggested.trial(), 0);
            epochs.put(suggested.trial(), 0);
        } else if (event instanceof StudyEvent.TrialAssigned assigned) {
            assign(assigned);
        } else if (event instanceof StudyEvent.EpochMeasured measured) {
            measure(measured);
        } else if (event instanceof StudyEvent.TrialLost lost) {
            end(lost.trial(), "");
            lostWithWorker += lost.worker() ? 1 : 0;
            lostWithCoordinator += lost.worker() ? 0 : 1;
        } else if (event instanceof StudyEvent.TrialPaused paused) {
            end(paused.trial(), "");
        } else if (event instanceof StudyEvent.TrialCompleted completed) {
            end(completed.trial(), "complete");
        } else if (event instanceof StudyEvent.TrialPruned pruned) {
            end(pruned.trial(), "pruned");
        } else if (event instanceof StudyEvent.TrialFailed failed) {
            end(failed.trial(), "failed");
        } else if (event instanceof StudyEvent.TrialsRetried retried) {
            for (int trial : retried.trials()) {
                assertThat(ends.remove(trial)).as("end of trial %d", trial).isEqualTo("failed");
            }
        } else if (event instanceof StudyEvent.StudyFinished) {
            assertThat(owners).as("nobody works when the study is finished").isEmpty();
        }
    }

    private void assign(StudyEvent.TrialAssigned event) {
        assertThat(owners).as("owner of trial %d", event.trial()).doesNotContainKey(event.trial());
        assertThat(owners).as("trials of %s", event.worker()).doesNotContainValue(event.worker());
        assertThat(ends).as("trial %d", event.trial()).doesNotContainKey(event.trial());
        assertThat(event.attempt())
                .as("attempt at trial %d", event.trial())
                .isEqualTo(attempts.getOrDefault(event.trial(), 0) + 1);
        attempts.put(event.trial(), event.attempt());
        owners.put(event.trial(), event.worker());
    }

    private void measure(StudyEvent.EpochMeasured event) {
        int epoch = event.measurement().epoch();
        assertThat(owners).as("owner of trial %d", event.trial()).containsKey(event.trial());
        assertThat(event.attempt()).as("attempt that reports").isEqualTo(attempts.getOrDefault(event.trial(), 0));
        assertThat(epoch).as("epoch of trial %d", event.trial()).isEqualTo(epochs.getOrDefault(event.trial(), 0) + 1);
        epochs.put(event.trial(), epoch);
    }

    private void end(int trial, String end) {
        boolean owned = owners.remove(trial) != null;
        assertThat(ends).as("end of trial %d", trial).doesNotContainKey(trial);
        if (end.isEmpty()) {
            assertThat(owned).as("trial %d ran", trial).isTrue();
        } else {
            ends.put(trial, end);
        }
    }
}
