package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import dev.tryout.study.Refusal;
import dev.tryout.study.StudyEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorEditTest {
    private static final String MORE_TRIALS = "budget.trials: 1 -> 2";

    private final SupervisorFixture fixture = new SupervisorFixture();
    private final TestProbe<EditAnswer> answers = fixture.kit.createTestProbe();

    @AfterEach
    void close() {
        fixture.close();
    }

    private EditAnswer edit(int trials) {
        fixture.tell(new SupervisorMessage.Edit(Samples.spec(trials, 2), answers.ref()));
        return answers.receiveMessage();
    }

    @Test
    void givesAnIdleWorkerWorkWithinTheNewBudget() {
        fixture.begin(Samples.spec(1, 2));
        fixture.worker("worker-1").ask().assigned();
        SupervisorFixture.Worker idle = fixture.worker("worker-2").ask();
        assertThat(fixture.events(StudyEvent.TrialSuggested.class)).hasSize(1);

        assertThat(edit(2)).isEqualTo(new EditAnswer(List.of(MORE_TRIALS), List.of()));
        assertThat(idle.assigned().id()).isEqualTo(2);
        assertThat(fixture.events(StudyEvent.StudyEdited.class))
                .singleElement()
                .extracting(StudyEvent.StudyEdited::spec)
                .isEqualTo(Samples.spec(2, 2));
    }

    @Test
    void anEditSentTwiceIsMadeOnceAndAnsweredTwice() {
        fixture.begin(Samples.spec(1, 2));
        assertThat(edit(2).changes()).containsExactly(MORE_TRIALS);
        assertThat(edit(2)).isEqualTo(new EditAnswer(List.of(), List.of()));
        assertThat(fixture.events(StudyEvent.StudyEdited.class)).hasSize(1);
    }

    @Test
    void whatTheStudyHasSpentMeanwhileIsRefused() {
        fixture.begin(Samples.spec(3, 2));
        fixture.worker("worker-1").ask().assigned();
        fixture.worker("worker-2").ask().assigned();
        EditAnswer answer = edit(1);
        assertThat(answer.changes()).isEmpty();
        assertThat(answer.refusals()).extracting(Refusal::path).containsExactly(List.of("budget", "trials"));
        assertThat(fixture.events(StudyEvent.StudyEdited.class)).isEmpty();
    }

    @Test
    void aStudyThatNobodyOpensIsEditedAllTheSameAndStaysAsItIs() {
        fixture.begin(Samples.spec(1, 2));
        fixture.events();
        fixture.restart();
        assertThat(edit(2).changes()).containsExactly(MORE_TRIALS);
        assertThat(fixture.events(StudyEvent.SessionOpened.class)).hasSize(1);

        fixture.restart();
        fixture.tell(new SupervisorMessage.Resume());
        fixture.worker("worker-1").ask().assigned();
        assertThat(fixture.worker("worker-2").ask().assigned().id()).isEqualTo(2);
    }

    @Test
    void aStudyThatIsNotThereGivesNoAnswer() {
        fixture.tell(new SupervisorMessage.Edit(Samples.spec(1, 2), answers.ref()));
        answers.expectNoMessage(java.time.Duration.ofMillis(200));
        fixture.begin(Samples.spec(1, 2));
        assertThat(edit(2).changes()).containsExactly(MORE_TRIALS);
    }
}
