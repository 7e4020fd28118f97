package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.JournalOperation;
import akka.persistence.testkit.ProcessingPolicy;
import akka.persistence.testkit.ProcessingResult;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.StorageFailure;
import akka.persistence.testkit.WriteEvents;
import dev.tryout.study.Study;
import dev.tryout.trial.Trial;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody is told anything that the journal does not hold. */
class SupervisorJournalTest {
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final SupervisorFixture fixture = new SupervisorFixture();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        fixture.close();
    }

    private static ProcessingPolicy<JournalOperation> onWrite(java.util.function.Supplier<ProcessingResult> result) {
        return new ProcessingPolicy<>() {
            @Override
            public ProcessingResult tryProcess(String study, JournalOperation operation) {
                return operation instanceof WriteEvents ? result.get() : ProcessingSuccess.getInstance();
            }
        };
    }

    private ProcessingResult waitForRelease() {
        try {
            return release.await(20, TimeUnit.SECONDS) ? ProcessingSuccess.getInstance() : StorageFailure.create();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StorageFailure.create();
        }
    }

    @Test
    void anAssignmentIsSentOnlyWhenItIsWritten() {
        fixture.begin(Samples.spec(1, 2));
        fixture.events();
        fixture.journal.withPolicy(onWrite(this::waitForRelease));
        SupervisorFixture.Worker worker = fixture.worker("worker-1").ask();
        worker.inbox.expectNoMessage(MOMENT);

        release.countDown();
        assertThat(worker.assigned().attempt()).isEqualTo(1);
    }

    @Test
    void aReportIsAnsweredOnlyWhenItIsWritten() {
        fixture.begin(Samples.spec(1, 2));
        Trial trial = fixture.worker("worker-1").ask().assigned();
        fixture.journal.withPolicy(onWrite(this::waitForRelease));
        fixture.report(trial, 1, 0.5);
        fixture.answers.expectNoMessage(MOMENT);

        release.countDown();
        assertThat(fixture.decided().epoch()).isEqualTo(1);
    }

    @Test
    void aJournalThatCannotBeWrittenEndsTheSupervisorAndNothingIsAssigned() {
        TestProbe<Throwable> failures = fixture.kit.createTestProbe();
        TestProbe<ActorRef<SupervisorMessage>> spawned = fixture.kit.createTestProbe();
        fixture.kit.spawn(Behaviors.<Void>setup(context -> {
            ActorRef<SupervisorMessage> supervisor =
                    context.spawn(Supervisor.create("doomed", Study::of, () -> 1_000L), "supervisor");
            context.watch(supervisor);
            spawned.ref().tell(supervisor);
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, signal -> {
                        failures.ref().tell(signal.cause());
                        return Behaviors.same();
                    })
                    .build();
        }));
        ActorRef<SupervisorMessage> supervisor = spawned.receiveMessage();
        TestProbe<SupervisorMessage.Update> updates = fixture.kit.createTestProbe();
        supervisor.tell(new SupervisorMessage.Begin(Samples.spec(1, 2), "{}", "", "test"));
        supervisor.tell(new SupervisorMessage.Subscribe(updates.ref()));
        updates.receiveMessage();
        fixture.journal.withPolicy(onWrite(StorageFailure::create));
        TestProbe<WorkerMessage> worker = fixture.kit.createTestProbe();
        supervisor.tell(
                new SupervisorMessage.RequestWork(Samples.worker("worker-1"), worker.ref(), fixture.broker.ref()));

        assertThat(failures.receiveMessage()).isNotNull();
        worker.expectNoMessage(MOMENT);
    }
}
