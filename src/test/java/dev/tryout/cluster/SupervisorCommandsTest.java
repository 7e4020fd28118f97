package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import dev.tryout.study.FailureOwner;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people ask a supervisor for, from another process. */
class SupervisorCommandsTest {
    private static final String ANN = "ann@desk";

    private final SupervisorFixture fixture = new SupervisorFixture();
    private final TestProbe<CommandAnswer> answers = fixture.kit.createTestProbe();

    @AfterEach
    void close() {
        fixture.close();
    }

    private CommandAnswer ask(SupervisorMessage message) {
        fixture.tell(message);
        return answers.receiveMessage();
    }

    private CommandAnswer pause() {
        return ask(new SupervisorMessage.PauseStudy(ANN, answers.ref()));
    }

    private CommandAnswer stop() {
        return ask(new SupervisorMessage.StopStudy(ANN, answers.ref()));
    }

    private CommandAnswer retry() {
        return ask(new SupervisorMessage.RetryFailed(answers.ref()));
    }

    @Test
    void aPauseTakesRunningTrialsBackAndIsAnsweredAlikeTwice() {
        fixture.begin(Samples.spec(3, 2));
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        worker.assigned();
        CommandAnswer paused = new CommandAnswer(
                true, "study 'sample' is paused: ann@desk asked for it; go on with  ./tryout resume sample");
        assertThat(pause()).isEqualTo(paused);
        worker.inbox.expectMessageClass(WorkerMessage.Recall.class);
        assertThat(pause()).isEqualTo(paused);
        assertThat(fixture.events(StudyEvent.StudyPaused.class))
                .singleElement()
                .extracting(StudyEvent.StudyPaused::by)
                .isEqualTo(ANN);
    }

    @Test
    void aStoppedStudyEndsWithTheNextReportAndGivesNobodyWork() {
        fixture.begin(Samples.spec(5, 3));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        CommandAnswer stopped = stop();
        assertThat(stopped.done()).isTrue();
        assertThat(stopped.text())
                .isEqualTo("study 'sample' was stopped by ann@desk; running trials end with their next epoch,"
                        + " and the champion is promoted");
        assertThat(stop()).isEqualTo(stopped);
        fixture.worker("worker-2").ask();
        fixture.report(trial, 1, 0.5);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);
        assertThat(fixture.events(StudyEvent.StudyFinished.class)).hasSize(1);
        assertThat(fixture.events(StudyEvent.TrialSuggested.class)).hasSize(1);
        assertThat(stop().text()).isEqualTo("study 'sample' is finished: stopped by ann@desk");
        assertThat(pause()).isEqualTo(new CommandAnswer(false, "study 'sample' is finished"));
    }

    @Test
    void aStudyThatNobodyOpensIsStoppedInItsJournal() {
        fixture.begin(Samples.spec(5, 3));
        fixture.events();
        fixture.restart();
        assertThat(stop().text()).contains("nobody works on it:  ./tryout resume sample");
        fixture.restart();
        fixture.tell(new SupervisorMessage.Resume());
        fixture.worker("worker-1").ask();
        assertThat(fixture.events(StudyEvent.TrialSuggested.class)).isEmpty();
        assertThat(fixture.latest().study().phaseReason()).isEqualTo("stopped by ann@desk");
    }

    @Test
    void failedTrialsGoToIdleWorkersAgain() {
        fixture.begin(Samples.spec(2, 2));
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        Trial failing = worker.assigned();
        fixture.report(failing, 1, 0.5);
        fixture.decided();
        fixture.fail(failing, FailureOwner.TRIAL, "it crashed");
        worker.ask().assigned();
        SupervisorFixture.Worker idle = fixture.worker("worker-2").ask();
        assertThat(fixture.events(StudyEvent.TrialAssigned.class)).hasSize(2);

        assertThat(retry()).isEqualTo(new CommandAnswer(true, "tried again: trial 1"));
        Trial again = idle.assigned();
        assertThat(again.id()).isEqualTo(1);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.measurements()).hasSize(1);
        assertThat(retry()).isEqualTo(new CommandAnswer(false, "study 'sample' has no failed trial to try again"));
    }

    @Test
    void aRetryWhoseAnswerWasLostIsAnsweredAlike() {
        fixture.begin(Samples.spec(3, 2));
        SupervisorFixture.Worker worker = fixture.worker("worker-1");
        for (int id = 1; id <= 3; id++) {
            fixture.fail(worker.ask().assigned(), FailureOwner.TRIAL, "it crashed");
        }
        fixture.restart();
        CommandAnswer answer = retry();
        assertThat(answer)
                .isEqualTo(new CommandAnswer(true, "tried again: trials 1, 2, 3; go on with  ./tryout resume sample"));
        assertThat(retry()).isEqualTo(answer);
        assertThat(fixture.events(StudyEvent.TrialsRetried.class)).hasSize(1);
    }

    @Test
    void aStudyThatIsNotThereGivesNoAnswer() {
        fixture.tell(new SupervisorMessage.StopStudy(ANN, answers.ref()));
        fixture.tell(new SupervisorMessage.RetryFailed(answers.ref()));
        answers.expectNoMessage(Duration.ofMillis(200));
    }

    @Test
    void trialsThatDivergedAreNamedAndLeft() {
        fixture.begin(Samples.spec(3, 2));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        fixture.report(trial, 1, Double.NaN);
        fixture.decided();
        assertThat(retry().text()).endsWith("; left as they are, for their loss is no number: trial 1");
        assertThat(fixture.events(StudyEvent.TrialsRetried.class)).isEmpty();
    }
}
