package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trials that pause on a rung and go on, on the same worker or another. */
class SupervisorPromotionTest {
    private static final StudySpec HALVING =
            Samples.spec(3, 4, new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.PROMOTION));

    private final SupervisorFixture fixture = new SupervisorFixture().begin(HALVING);
    private final SupervisorFixture.Worker first = fixture.worker("worker-1");
    private final SupervisorFixture.Worker second = fixture.worker("worker-2");

    @AfterEach
    void close() {
        fixture.close();
    }

    private void pause(Trial trial, double loss) {
        fixture.report(trial, 1, loss);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.PAUSE);
    }

    private void expectPromoted(Trial trial, int attempt) {
        assertThat(trial.id()).isEqualTo(1);
        assertThat(trial.attempt()).isEqualTo(attempt);
        assertThat(trial.lastEpoch()).isEqualTo(1);
        assertThat(trial.target()).isEqualTo(2);
        assertThat(trial.reason()).isEqualTo("promoted to rung 2: 1st of 2 on rung 1");
    }

    @Test
    void aPausedTrialGoesOnOnAnotherWorkerBehindItsLastEpoch() {
        pause(first.ask().assigned(), 0.1);
        assertThat(first.ask().assigned().id()).isEqualTo(2);
        pause(second.ask().assigned(), 0.9);

        expectPromoted(second.ask().assigned(), 2);
        assertThat(fixture.events(StudyEvent.EpochMeasured.class)).hasSize(2);
    }

    @Test
    void aPausedTrialWaitsUntilItsFormerWorkerHasLetGoOfIt() {
        Trial best = first.ask().assigned();
        Trial other = second.ask().assigned();
        pause(best, 0.1);
        pause(other, 0.9);

        second.ask();
        assertThat(fixture.events(StudyEvent.TrialAssigned.class))
                .as("the first worker's program may still be ending")
                .hasSize(2);
        expectPromoted(first.ask().assigned(), 2);
        assertThat(second.assigned().id()).isEqualTo(3);
    }

    @Test
    void aPausedTrialDoesNotWaitForAWorkerThatIsGone() {
        Trial best = first.ask().assigned();
        Trial other = second.ask().assigned();
        pause(best, 0.1);
        pause(other, 0.9);
        first.stop();
        fixture.tell(new SupervisorMessage.WorkerExited("worker-1", "it crashed"));

        expectPromoted(second.ask().assigned(), 2);
    }

    @Test
    void aPausedTrialGoesOnAfterTheCoordinatorsEnd() {
        pause(first.ask().assigned(), 0.1);
        pause(first.ask().assigned(), 0.9);
        assertThat(fixture.events()).isNotEmpty();
        fixture.restart();
        fixture.tell(new SupervisorMessage.Resume());

        expectPromoted(second.ask().assigned(), 2);
    }
}
