package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Configuration;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Finalists;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trials of one run, on several workers. */
class SupervisorSharingTest {
    private final SupervisorFixture fixture = new SupervisorFixture(configuration -> true);
    private final SupervisorFixture.Worker first = fixture.worker("worker-1");
    private final SupervisorFixture.Worker second = fixture.worker("worker-2");

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A trial of one epoch, then one of three that goes on with its run. */
    private static StudySpec shortThenLong() {
        SearchSpace space = new SearchSpace(
                List.of(new Parameter(StudySpec.EPOCHS, new IntDomain(1, 3, Scale.LINEAR), null)), List.of());
        return new StudySpec(
                        "sample",
                        7,
                        Samples.LOSS,
                        Method.RANDOM,
                        new SchedulerSpec.None(),
                        null,
                        new Budget(2, null, null),
                        space)
                .with(new Knowledge(
                        List.of(
                                new Configuration(Map.of(StudySpec.EPOCHS, 1)),
                                new Configuration(Map.of(StudySpec.EPOCHS, 3))),
                        List.of()));
    }

    private void endWithEpoch(Trial trial, int epoch, double loss) {
        fixture.report(trial, epoch, loss);
        assertThat(fixture.decided().decision().action()).isEqualTo(Decision.Action.STOP);
    }

    @Test
    void aRunGoesOnElsewhereOnlyWhenItsFormerWorkerHasLetGoOfIt() {
        fixture.begin(shortThenLong());
        Trial trial = first.ask().assigned();
        endWithEpoch(trial, 1, 0.5);

        second.ask();
        assertThat(fixture.events(StudyEvent.TrialAssigned.class))
                .as("the first worker may still be tidying up")
                .hasSize(1);
        Trial longer = first.ask().assigned();
        assertThat(longer.id()).isEqualTo(2);
        assertThat(longer.origin().run()).isEqualTo(1);
        assertThat(longer.lastEpoch()).isEqualTo(1);
        assertThat(longer.measurements()).isEqualTo(List.of(Samples.epoch(1, 0.5)));
    }

    @Test
    void aRunGoesOnElsewhereWhereItsFormerWorkerIsGone() {
        fixture.begin(shortThenLong());
        endWithEpoch(first.ask().assigned(), 1, 0.5);
        fixture.tell(new SupervisorMessage.WorkerExited("worker-1", "it crashed"));
        assertThat(second.ask().assigned().id()).isEqualTo(2);
    }

    @Test
    void idleWorkersAreGivenTheFinalsRuns() {
        fixture.begin(Samples.spec(1, 1).withFinalists(new Finalists(1, 3)));
        Trial trial = first.ask().assigned();
        second.ask();
        endWithEpoch(trial, 1, 0.5);
        Trial second = this.second.assigned();
        Trial third = first.ask().assigned();
        assertThat(List.of(second, third)).allMatch(repeat -> repeat.origin().repeats() == 1);
        endWithEpoch(second, 1, 0.25);
        endWithEpoch(third, 1, 0.75);
        first.ask();
        assertThat(fixture.latest().study().phase()).isEqualTo(Phase.FINISHED);
        assertThat(fixture.latest().study().leader()).map(Trial::id).contains(second.id());
    }
}
