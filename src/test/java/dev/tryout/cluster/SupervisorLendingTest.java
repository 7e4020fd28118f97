package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A supervisor whose workers belong to a broker. */
class SupervisorLendingTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final SupervisorFixture fixture = new SupervisorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void release(SupervisorFixture.Worker worker) {
        fixture.tell(new SupervisorMessage.Release(worker.info.name(), worker.ref, fixture.broker.ref()));
    }

    @Test
    void aWorkerForWhichThereIsNothingIsSaidToTheBroker() {
        fixture.begin(Samples.spec(1, 2));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        SupervisorFixture.Worker second = fixture.worker("worker-2").ask().ask();
        fixture.broker.expectMessage(new BrokerMessage.NothingToDo("worker-2", fixture.supervisor()));

        fixture.report(trial, 1, 0.5);
        fixture.broker.expectMessage(new BrokerMessage.MayHaveWork(fixture.supervisor()));
        second.inbox.expectNoMessage(MOMENT);
    }

    @Test
    void anIdleWorkerIsLetGoAndGivenNothingMore() {
        fixture.begin(Samples.spec(1, 2));
        SupervisorFixture.Worker first = fixture.worker("worker-1").ask();
        first.assigned();
        SupervisorFixture.Worker second = fixture.worker("worker-2").ask();
        assertThat(fixture.events()).isNotEmpty();
        release(second);
        fixture.broker.fishForMessage(
                Duration.ofSeconds(10),
                message -> message.equals(new BrokerMessage.Returned("worker-2", fixture.supervisor()))
                        ? akka.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                        : akka.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore());

        first.stop();
        assertThat(fixture.latest().study().trials().get(0).state()).isIn(TrialState.RUNNING, TrialState.LOST);
        second.inbox.expectNoMessage(MOMENT);
        assertThat(fixture.worker("worker-3").ask().assigned().attempt()).isEqualTo(2);
    }

    @Test
    void aWorkerWithATrialIsNotLetGo() {
        fixture.begin(Samples.spec(2, 2));
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        worker.assigned();
        release(worker);
        assertThat(fixture.events(StudyEvent.TrialLost.class)).isEmpty();
        fixture.broker.expectNoMessage(MOMENT);
    }

    @Test
    void aWorkerThatServesAnotherStudyDoesNotHoldItsFormerTrialsUp() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker first = fixture.worker("worker-1").ask();
        Trial trial = first.assigned();
        fixture.report(trial, 1, 0.5);
        fixture.decided();
        fixture.tell(new SupervisorMessage.Pause("for a test"));
        first.inbox.expectMessageClass(WorkerMessage.Recall.class);
        fixture.tell(new SupervisorMessage.Resume());
        release(first);
        Trial again = fixture.worker("worker-2").ask().assigned();
        assertThat(again.id()).isEqualTo(1);
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void aWorkerThatLeavesGivesItsTrialBackOnceTheEpochIsRecorded() {
        fixture.begin(Samples.spec(1, 3));
        SupervisorFixture.Worker leaving = fixture.worker("worker-1").ask();
        Trial trial = leaving.assigned();
        fixture.report(trial, 1, 0.5);
        assertThat(fixture.decided().decision()).isEqualTo(Decision.CONTINUE);
        fixture.tell(new SupervisorMessage.Leaving("worker-1"));
        fixture.report(trial, 1, 0.5); // Sent again: no reason to end in the middle of the next epoch.
        assertThat(fixture.decided().decision()).isEqualTo(Decision.CONTINUE);
        fixture.report(trial, 2, 0.4);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);

        assertThat(fixture.events(StudyEvent.TrialLost.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.reason()).contains("worker-1 leaves"));
        Trial goesOn = fixture.worker("worker-2").ask().assigned();
        assertThat(goesOn.lastEpoch()).isEqualTo(2);
    }
}
