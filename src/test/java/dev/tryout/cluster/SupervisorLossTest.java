package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.FailureOwner;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that go, coordinators that come back, and studies that are halted. */
class SupervisorLossTest {
    private final SupervisorFixture fixture = new SupervisorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Trial firstTrialAfterOneEpoch(SupervisorFixture.Worker worker) {
        Trial trial = worker.ask().assigned();
        fixture.report(trial, 1, 0.5);
        fixture.decided();
        return trial;
    }

    private void expectNextAttempt(Trial first, Trial next) {
        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.attempt()).isEqualTo(first.attempt() + 1);
        assertThat(next.measurements()).containsExactly(Samples.epoch(1, 0.5));
    }

    @Test
    void aStoppedWorkersTrialGoesOnElsewhereAndItsLateReportIsVoid() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker first = fixture.worker("worker-1");
        Trial trial = firstTrialAfterOneEpoch(first);
        SupervisorFixture.Worker second = fixture.worker("worker-2").ask();
        first.stop();
        Trial next = second.assigned();
        expectNextAttempt(trial, next);

        fixture.report(trial, 2, 0.1);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);
        fixture.report(next, 2, 0.4);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.CONTINUE);
        assertThat(fixture.events(StudyEvent.EpochMeasured.class))
                .extracting(event -> event.measurement().value(Samples.LOSS))
                .containsExactly(0.5, 0.4);
        assertThat(fixture.latest().study().trials().get(0).infrastructureFailures())
                .isEqualTo(1);
    }

    @Test
    void anExitedProcessAndItsActorsEndCountAsOneLoss() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker first = fixture.worker("worker-1");
        Trial trial = firstTrialAfterOneEpoch(first);
        fixture.tell(new SupervisorMessage.WorkerExited("worker-1", "worker-1 was killed by signal 9"));
        first.stop();
        Trial next = fixture.worker("worker-2").ask().assigned();

        expectNextAttempt(trial, next);
        assertThat(fixture.events(StudyEvent.TrialLost.class)).hasSize(1).allMatch(StudyEvent.TrialLost::worker);
    }

    @Test
    void theEndOfAFormerProcessDoesNotHarmTheOneThatBearsItsName() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker former = fixture.worker("worker-1");
        firstTrialAfterOneEpoch(former);
        fixture.tell(new SupervisorMessage.WorkerExited("worker-1", "killed"));
        SupervisorFixture.Worker latter = fixture.worker("worker-1").ask();
        Trial trial = latter.assigned();
        fixture.tell(new SupervisorMessage.WorkerGone("worker-1", former.ref));
        former.stop();

        fixture.report(trial, 2, 0.4);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.CONTINUE);
        assertThat(fixture.events(StudyEvent.TrialLost.class)).hasSize(1);
    }

    @Test
    void aSecondProcessOfTheSameNameGetsTheTrialAsAnotherAttempt() {
        fixture.begin(Samples.spec(1, 3));
        Trial trial = firstTrialAfterOneEpoch(fixture.worker("worker-1"));
        Trial next = fixture.worker("worker-1").ask().assigned();
        expectNextAttempt(trial, next);

        fixture.report(trial, 2, 0.1);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);
    }

    @Test
    void afterARestartNothingIsGivenOutBeforeTheStudyIsResumed() {
        fixture.begin(Samples.spec(2, 3));
        Trial trial = firstTrialAfterOneEpoch(fixture.worker("worker-1"));
        fixture.restart();
        SupervisorFixture.Worker again = fixture.worker("worker-1").ask();
        int eventsBefore = fixture.events().size();
        fixture.report(trial, 2, 0.1);
        fixture.expectNoMoreAnswers();
        assertThat(fixture.events()).hasSize(eventsBefore);

        fixture.tell(new SupervisorMessage.Resume());
        again.inbox.expectMessage(
                new WorkerMessage.Recall(SupervisorFixture.STUDY, 1, 1)); // Should it still work on it.
        expectNextAttempt(trial, again.assigned());
        assertThat(fixture.events(StudyEvent.TrialLost.class)).hasSize(1).noneMatch(StudyEvent.TrialLost::worker);
        assertThat(fixture.latest().study().trials().get(0).infrastructureFailures())
                .isZero();
    }

    @Test
    void resumeWithoutAStudyDoesNothing() {
        fixture.tell(new SupervisorMessage.Resume());
        fixture.tell(new SupervisorMessage.WorkerExited("worker-1", "killed"));
        fixture.begin(Samples.spec(1, 1));

        assertThat(fixture.worker("worker-1").ask().assigned().id()).isEqualTo(1);
    }

    @Test
    void pauseTakesTheRunningTrialsBackAndResumeGoesOnWithThem() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker worker = fixture.worker("worker-1");
        Trial trial = firstTrialAfterOneEpoch(worker);
        fixture.tell(new SupervisorMessage.Pause("somebody asked"));
        worker.inbox.expectMessage(new WorkerMessage.Recall(SupervisorFixture.STUDY, 1, 1));
        worker.ask();
        assertThat(fixture.latest().study().phase()).isEqualTo(Phase.PAUSED);
        assertThat(fixture.latest().study().phaseReason()).isEqualTo("somebody asked");

        fixture.tell(new SupervisorMessage.Resume());
        expectNextAttempt(trial, worker.assigned());
    }

    @Test
    void aPauseBeforeTheStudyIsOpenTakesEffectWhenItIs() {
        fixture.tell(new SupervisorMessage.Pause("no worker is left"));
        fixture.begin(Samples.spec(1, 3));
        fixture.tell(new SupervisorMessage.Subscribe(fixture.updates.ref()));

        fixture.updates.fishForMessage(
                java.time.Duration.ofSeconds(3),
                update -> update.study().phase() == Phase.PAUSED
                                && update.study().phaseReason().equals("no worker is left")
                        ? akka.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                        : akka.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore());
    }

    @Test
    void aFailureOfTheStudyPausesItAndTakesTheOtherTrialsBack() {
        fixture.begin(Samples.spec(2, 3));
        SupervisorFixture.Worker first = fixture.worker("worker-1").ask();
        Trial trial = first.assigned();
        SupervisorFixture.Worker second = fixture.worker("worker-2").ask();
        second.assigned();
        fixture.fail(trial, FailureOwner.STUDY, "the data changed");

        second.inbox.expectMessage(new WorkerMessage.Recall(SupervisorFixture.STUDY, 2, 1));
        assertThat(fixture.latest().study().phase()).isEqualTo(Phase.PAUSED);
        assertThat(fixture.latest().study().phaseReason()).contains("the data changed");
        assertThat(fixture.latest().study().trials())
                .allMatch(t -> t.state() == TrialState.LOST && t.infrastructureFailures() == 0);
    }

    @Test
    void aWorkersFailureIsNotTheTrials() {
        fixture.begin(Samples.spec(1, 3));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        SupervisorFixture.Worker other = fixture.worker("worker-2").ask();
        fixture.fail(trial, FailureOwner.WORKER, "the disk is full");

        assertThat(other.assigned().attempt()).isEqualTo(2);
        assertThat(fixture.events(StudyEvent.TrialFailed.class)).isEmpty();
    }

    @Test
    void aTrialsFailureIsFinal() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker worker = fixture.worker("worker-1");
        Trial trial = firstTrialAfterOneEpoch(worker);
        fixture.fail(trial, FailureOwner.TRIAL, "loss is NaN");
        fixture.fail(trial, FailureOwner.TRIAL, "loss is NaN");

        assertThat(fixture.events(StudyEvent.TrialFailed.class))
                .extracting(StudyEvent.TrialFailed::reason)
                .containsExactly("loss is NaN");
    }
}
