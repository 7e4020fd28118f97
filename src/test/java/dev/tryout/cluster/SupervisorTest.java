package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final SupervisorFixture fixture = new SupervisorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void beginsAStudyAndAssignsItsFirstTrialToTheWorkerThatAsks() {
        fixture.begin(Samples.spec(2, 3));
        Trial trial = fixture.worker("worker-1").ask().assigned();

        assertThat(trial.id()).isEqualTo(1);
        assertThat(trial.attempt()).isEqualTo(1);
        assertThat(fixture.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("StudyCreated", "SessionOpened", "TrialSuggested", "TrialAssigned");
    }

    @Test
    void aWorkerThatAsksBeforeTheStudyBeginsIsServedOnceItDoes() {
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        worker.ask();
        fixture.begin(Samples.spec(1, 1));

        assertThat(worker.assigned().id()).isEqualTo(1);
    }

    @Test
    void aSecondBeginChangesNothing() {
        fixture.begin(Samples.spec(2, 3));
        fixture.worker("worker-1").ask().assigned();
        List<StudyEvent> before = fixture.events();
        fixture.begin(Samples.spec(9, 9));

        assertThat(fixture.events()).isEqualTo(before);
    }

    @Test
    void theSameRequestAgainGetsTheSameAssignmentAndNoNewEvent() {
        fixture.begin(Samples.spec(2, 3));
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        Trial first = worker.assigned();
        List<StudyEvent> before = fixture.events();

        assertThat(worker.ask().assigned()).isEqualTo(first);
        assertThat(fixture.events()).isEqualTo(before);
    }

    @Test
    void eachWorkerGetsATrialOfItsOwn() {
        fixture.begin(Samples.spec(2, 3));
        assertThat(fixture.worker("worker-1").ask().assigned().id()).isEqualTo(1);
        assertThat(fixture.worker("worker-2").ask().assigned().id()).isEqualTo(2);
    }

    @Test
    void answersAReportWithWhatWasDecided() {
        fixture.begin(Samples.spec(1, 2));
        Trial trial = fixture.worker("worker-1").ask().assigned();

        fixture.report(trial, 1, 0.5);
        assertThat(fixture.decided()).isEqualTo(new TrialMessage.Decided(1, Decision.CONTINUE));
        fixture.report(trial, 2, 0.4);
        TrialMessage.Decided last = fixture.decided();
        assertThat(last.epoch()).isEqualTo(2);
        assertThat(last.decision().action()).isEqualTo(Decision.Action.STOP);
        assertThat(fixture.latest().study().trials().get(0).state()).isEqualTo(TrialState.COMPLETE);
    }

    @Test
    void aReportSentTwiceIsRecordedOnceAndAnsweredTwice() {
        fixture.begin(Samples.spec(1, 2));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        for (int epoch = 1; epoch <= 2; epoch++) {
            fixture.report(trial, epoch, 0.5);
            TrialMessage.Decided first = fixture.decided();
            fixture.report(trial, epoch, 0.5);
            assertThat(fixture.decided()).isEqualTo(first);
        }

        assertThat(fixture.events(StudyEvent.EpochMeasured.class))
                .extracting(event -> event.measurement().epoch())
                .containsExactly(1, 2);
    }

    @Test
    void aReportOfAnAttemptThatNeverWasIsToldToStopAndNotRecorded() {
        fixture.begin(Samples.spec(1, 2));
        fixture.worker("worker-1").ask().assigned();

        fixture.report(Samples.running(1, 2, 2), 1, 0.5);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);
        fixture.report(Samples.running(9, 1, 2), 1, 0.5);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);
        assertThat(fixture.events(StudyEvent.EpochMeasured.class)).isEmpty();
    }

    @Test
    void anEndSentTwiceIsRecordedOnceAndAcknowledgedTwice() {
        fixture.begin(Samples.spec(1, 3));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        fixture.report(trial, 1, 0.5);
        fixture.decided();
        for (int i = 0; i < 2; i++) {
            fixture.tell(new SupervisorMessage.Ended(trial.id(), trial.attempt(), fixture.answers.ref()));
            fixture.answers.expectMessageClass(TrialMessage.Acknowledged.class);
        }

        assertThat(fixture.events(StudyEvent.TrialCompleted.class)).hasSize(1);
    }

    @Test
    void anIdleWorkerNeedNotAskAgainWhenWorkTurnsUp() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker busy = fixture.worker("worker-1").ask();
        busy.assigned();
        SupervisorFixture.Worker idle = fixture.worker("worker-2").ask();
        fixture.events();
        fixture.tell(new SupervisorMessage.WorkerExited("worker-1", "it was killed"));

        assertThat(idle.assigned().attempt()).isEqualTo(2);
    }

    @Test
    void finishesWhenAWorkerAsksAndNothingIsLeft() {
        fixture.begin(Samples.spec(1, 1));
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        fixture.report(worker.assigned(), 1, 0.5);
        fixture.decided();
        worker.ask();

        assertThat(fixture.events(StudyEvent.StudyFinished.class)).hasSize(1);
        assertThat(fixture.latest().study().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void tellsSubscribersOfEveryEventAndOfProgressOfTheCurrentAttemptOnly() {
        fixture.begin(Samples.spec(1, 3));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        fixture.tell(new SupervisorMessage.Subscribe(fixture.updates.ref()));
        assertThat(fixture.updates.receiveMessage().events()).isEmpty();

        fixture.tell(new SupervisorMessage.Progress(trial.id(), 7, 1, 0.9));
        fixture.tell(new SupervisorMessage.Progress(trial.id(), 1, 1, 0.25));
        assertThat(fixture.updates.receiveMessage().progress()).containsEntry(1, 0.25);
        fixture.report(trial, 1, 0.5);
        SupervisorMessage.Update update = fixture.updates.receiveMessage();
        assertThat(update.events()).hasSize(1).first().isInstanceOf(StudyEvent.EpochMeasured.class);
        assertThat(update.progress()).containsEntry(1, 1.0);
        assertThat(update.workers().keySet()).extracting(WorkerInfo::name).containsExactly("worker-1");
    }
}
