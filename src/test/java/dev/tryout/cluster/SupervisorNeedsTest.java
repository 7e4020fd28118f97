package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.trial.Trial;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A study that asks something of its workers. */
class SupervisorNeedsTest {
    private static final WorkerNeeds GPU = new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L);
    private static final StudySpec SPEC = Samples.spec(2, 2).with(GPU);

    private final SupervisorFixture fixture = new SupervisorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private SupervisorFixture.Worker gpu(String name, long memoryBytes) {
        return fixture.worker(Samples.gpuWorker(name, memoryBytes));
    }

    private void expectTold(BrokerMessage expected) {
        fixture.broker.fishForMessage(
                Duration.ofSeconds(10),
                message -> message.equals(expected) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
    }

    private void edit(StudySpec spec) {
        TestProbe<EditAnswer> answers = fixture.kit.createTestProbe();
        fixture.tell(new SupervisorMessage.Edit(spec, answers.ref()));
        assertThat(answers.receiveMessage().refusals()).isEmpty();
    }

    @Test
    void givesAWorkerBackThatLacksWhatItAsksFor() {
        fixture.begin(SPEC);
        fixture.events();
        SupervisorFixture.Worker cpu = fixture.worker("worker-1").ask();
        expectTold(new BrokerMessage.DoesNotFit("worker-1", fixture.supervisor(), GPU));
        gpu("small", 8_000_000_000L).ask();
        expectTold(new BrokerMessage.DoesNotFit("small", fixture.supervisor(), GPU));
        assertThat(fixture.latest().workers()).isEmpty();

        assertThat(gpu("large", 24_000_000_000L).ask().assigned().id()).isEqualTo(1);
        cpu.inbox.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void alsoOneThatCameBeforeTheStudyWasThere() {
        SupervisorFixture.Worker cpu = fixture.worker("worker-1").ask();
        fixture.begin(SPEC);
        fixture.events();
        cpu.ask();
        expectTold(new BrokerMessage.DoesNotFit("worker-1", fixture.supervisor(), GPU));
        assertThat(fixture.latest().workers()).isEmpty();
        cpu.inbox.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void saysThatItWaitsAndForWhatUntilAWorkerFits() {
        fixture.begin(SPEC);
        fixture.events();
        assertThat(fixture.latest().waits()).isEmpty();
        fixture.tell(new SupervisorMessage.Fitting(2, 0));
        assertThat(fixture.latest().waits())
                .containsExactly("waits for a worker that has a gpu with 16GB; 2 workers are there, none fits");
        fixture.tell(new SupervisorMessage.Fitting(0, 0));
        assertThat(fixture.latest().waits())
                .containsExactly("waits for a worker that has a gpu with 16GB; no worker is there");

        fixture.tell(new SupervisorMessage.Fitting(3, 1)); // Another study has that one.
        assertThat(fixture.latest().waits()).isEmpty();
        fixture.tell(new SupervisorMessage.Fitting(2, 0));
        gpu("large", 24_000_000_000L).ask().assigned();
        assertThat(fixture.latest().waits()).isEmpty();
    }

    @Test
    void anEditIsToldToTheBrokerAndLeavesARunningTrialWithItsWorker() {
        fixture.begin(Samples.spec(2, 2));
        SupervisorFixture.Worker cpu = fixture.worker("worker-1").ask();
        Trial trial = cpu.assigned();
        edit(SPEC);
        expectTold(new BrokerMessage.NeedsChanged(fixture.supervisor(), GPU));
        cpu.ask(); // It did not hear of its trial.
        assertThat(cpu.assigned()).isEqualTo(trial);
        fixture.report(trial, 1, 0.5);
        fixture.decided();
        fixture.report(trial, 2, 0.4);
        fixture.decided();
        cpu.ask();
        expectTold(new BrokerMessage.DoesNotFit("worker-1", fixture.supervisor(), GPU));
        assertThat(fixture.events(StudyEvent.TrialSuggested.class)).hasSize(1);

        edit(Samples.spec(2, 2));
        expectTold(new BrokerMessage.NeedsChanged(fixture.supervisor(), WorkerNeeds.NONE));
        assertThat(cpu.ask().assigned().id()).isEqualTo(2);
    }

    @Test
    void anotherSupervisorKnowsWhatTheStudyAsksFor() {
        fixture.begin(SPEC);
        fixture.events();
        fixture.restart();
        fixture.tell(new SupervisorMessage.Resume());
        fixture.events();
        fixture.worker("worker-1").ask();
        expectTold(new BrokerMessage.DoesNotFit("worker-1", fixture.supervisor(), GPU));
    }
}
