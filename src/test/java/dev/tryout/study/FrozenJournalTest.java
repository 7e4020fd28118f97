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
import org.junit.jupiter.api.Test;

/** A journal as version 0.1 wrote it. The file is never written again: what was journalled once is read for ever. */
class FrozenJournalTest {
    private static final Path JOURNAL = Path.of("src/test/resources/journals/v1.jsonl");

    private static List<StudyEvent> events() {
        try {
            return Files.readAllLines(JOURNAL).stream()
                    .map(line -> Json.read(line, StudyEvent.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StudyView replay() {
        StudyState state = new StudyState();
        events().forEach(state::apply);
        return state.view();
    }

    @Test
    void hasEveryEvent() {
        assertThat(events().stream().map(Object::getClass))
                .containsAll(Arrays.asList(StudyEvent.class.getPermittedSubclasses()));
    }

    @Test
    void isReadAsItWasMeant() {
        assertThat(events()).isEqualTo(SampleJournal.EVENTS);
    }

    @Test
    void replaysToTheSameStudy() {
        StudyView view = replay();
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
}
