package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Journals as earlier versions wrote them. The files are never written again: what was journalled once is read for ever. */
class FrozenJournalTest {
    private static final String FIRST = "v1.jsonl";
    private static final String LATER = "v2.jsonl";
    private static final String EDITED = "v3.jsonl";
    private static final String SHARED = "v4.jsonl";
    private static final String ASKED = "v5.jsonl";
    private static final String NEEDS = "v6.jsonl";
    private static final String CLEARED = "v7.jsonl";

    private static List<StudyEvent> events(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/journals", file)).stream()
                    .map(line -> Json.read(line, StudyEvent.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StudyView replay(String file) {
        StudyState state = new StudyState();
        events(file).forEach(state::apply);
        return state.view();
    }

    @Test
    void haveEveryEventBetweenThem() {
        assertThat(Stream.of(FIRST, LATER, EDITED, SHARED, ASKED, NEEDS, CLEARED)
                        .flatMap(file -> events(file).stream())
                        .map(Object::getClass))
                .containsAll(Arrays.asList(StudyEvent.class.getPermittedSubclasses()));
    }

    @Test
    void areReadAsTheyWereMeant() {
        assertThat(events(FIRST)).isEqualTo(SampleJournal.EVENTS);
        assertThat(events(LATER)).isEqualTo(SampleJournal.LATER_EVENTS);
        assertThat(events(EDITED)).isEqualTo(SampleJournal.EDIT_EVENTS);
        assertThat(events(SHARED)).isEqualTo(SampleJournal.SHARED_EVENTS);
        assertThat(events(ASKED)).isEqualTo(SampleJournal.ASKED_EVENTS);
        assertThat(events(NEEDS)).isEqualTo(SampleJournal.NEEDS_EVENTS);
        assertThat(events(CLEARED)).isEqualTo(SampleJournal.CLEARED_EVENTS);
    }

    @Test
    void replayWhichLossesATrialHadNoPartIn() {
        Trial trial = replay(CLEARED).trials().get(0);
        assertThat(trial.infrastructureFailures()).isEqualTo(2);
        assertThat(trial.fruitlessAttempts()).isEqualTo(1);
    }

    @Test
    void replayAnEditToTheStudyAsItIsByThen() {
        StudyView view = replay(EDITED);
        assertThat(view.spec().budget()).isEqualTo(new Budget(8, null, 100));
        assertThat(view.created().spec().budget().trials()).isEqualTo(4);
        assertThat(view.edits())
                .singleElement()
                .extracting(StudyEvent.StudyEdited::atMs)
                .isEqualTo(4_000L);
        assertThat(view.trials()).hasSize(1);
        assertThat(view.inSpace()).isEmpty();
    }

    @Test
    void replayWhatWasAskedOfWorkersAndNothingWhereNobodyCould() {
        StudyView view = replay(NEEDS);
        assertThat(view.created().spec().needs()).isEqualTo(new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L));
        assertThat(view.spec().needs()).isEqualTo(WorkerNeeds.NONE);
        assertThat(replay(FIRST).spec().needs()).isEqualTo(WorkerNeeds.NONE);
    }

    @Test
    void replayTheFirstToTheSameStudy() {
        StudyView view = replay(FIRST);
        assertThat(view.phase()).isEqualTo(Phase.FINISHED);
        assertThat(view.phaseReason()).isEqualTo("the budget of time is spent");
        assertThat(view.epochsSpent()).isEqualTo(4);
        assertThat(view.spentMs()).isEqualTo(6_500 + 2_000);
        assertThat(view.trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETE, TrialState.PRUNED, TrialState.FAILED);
        assertThat(view.leader()).map(Trial::id).contains(1);
        assertThat(view.leaderboard()).extracting(Trial::id).containsExactly(1, 2);
        Trial leader = view.leader().orElseThrow();
        assertThat(leader.attempt()).isEqualTo(3);
        assertThat(leader.infrastructureFailures()).isEqualTo(1);
        assertThat(leader.measurements()).extracting(Measurement::epoch).containsExactly(1, 2);
        assertThat(leader.configuration())
                .extracting(Configuration::toString)
                .isEqualTo("epochs=3 learning_rate=0.0001 optimizer=adamw batch_size=16 nesterov=true");
        assertThat(view.champion()).extracting(Champion::folder).isEqualTo("/studies/words/champion");
    }

    @Test
    void replayTheLaterToTheSameStudy() {
        StudyView view = replay(LATER);
        assertThat(view.trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETE, TrialState.FAILED, TrialState.RUNNING);
        assertThat(view.trials()).extracting(Trial::isAdded).containsExactly(true, true, false);
        assertThat(view.trials().get(0).note()).isEqualTo("from the study words-2025");
        assertThat(view.trials().get(2).note()).isEqualTo("Sobol point 1");
        assertThat(view.trials().get(2).reason()).isEqualTo("promoted to rung 2: 1st of 1 on rung 1");
        assertThat(view.epochsSpent()).isEqualTo(1);
        assertThat(view.leaderboard()).extracting(Trial::id).containsExactly(1, 3);
        assertThat(view.leader()).isEmpty();
    }

    @Test
    void replayWhatPeopleAskedForToTheSameStudy() {
        StudyView view = replay(ASKED);
        assertThat(view.phase()).isEqualTo(Phase.FINISHED);
        assertThat(view.phaseReason()).isEqualTo("stopped by ann@desk");
        assertThat(view.stopped()).isEqualTo("stopped by ann@desk");
        assertThat(view.trials()).extracting(Trial::state).containsExactly(TrialState.COMPLETE, TrialState.FAILED);
        assertThat(view.trials()).extracting(Trial::attempt).containsExactly(2, 1);
        assertThat(view.spentMs()).isEqualTo(4_000 + 4_000);
        assertThat(view.leader()).map(Trial::id).contains(1);
    }

    @Test
    void replaySharedEpochsAndFinalsToTheSameStudy() {
        StudyView view = replay(SHARED);
        assertThat(view.trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETE, TrialState.COMPLETE, TrialState.WAITING, TrialState.RUNNING);
        assertThat(view.trials()).extracting(trial -> trial.origin().run()).containsExactly(1, 1, 1, 4);
        assertThat(view.trials().get(1).origin().shared()).containsExactly(1);
        assertThat(view.trials().get(2).target()).isEqualTo(1);
        assertThat(view.trials().get(3).origin().repeats()).isEqualTo(1);
        assertThat(view.epochsSpent()).isEqualTo(3);
        assertThat(view.spec().finalists()).isEqualTo(new Finalists(1, 2));
        assertThat(view.finalists())
                .singleElement()
                .extracting(FinalStanding::scores)
                .isEqualTo(List.of(0.75));
        assertThat(view.leaderboard()).extracting(Trial::id).containsExactly(1, 2);
    }
}
