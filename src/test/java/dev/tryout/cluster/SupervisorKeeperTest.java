package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
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
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Trial;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor behind its keeper, over a journal that fails when it is told to. */
class SupervisorKeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ActorTestKit kit = Kits.inMemory();
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final TestProbe<WorkerMessage> worker = kit.createTestProbe();
    private final TestProbe<TrialMessage> answers = kit.createTestProbe();
    private final TestProbe<Throwable> failures = kit.createTestProbe();
    private final Queue<String> notices = new ConcurrentLinkedQueue<>();
    private ActorRef<SupervisorMessage> supervisor;

    @BeforeEach
    void begin() {
        supervisor = spawn("kept", PATIENCE);
        supervisor.tell(new SupervisorMessage.Begin(Samples.spec(2, 3), "{}", "", "test"));
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private ActorRef<SupervisorMessage> spawn(String study, Duration patience) {
        TestProbe<ActorRef<SupervisorMessage>> spawned = kit.createTestProbe();
        kit.spawn(Behaviors.<Void>setup(context -> {
            ActorRef<SupervisorMessage> keeper = context.spawn(
                    SupervisorKeeper.create(
                            Supervisor.maker(study, study, () -> read(study), Study::of, () -> 1_000L),
                            patience,
                            notices::add),
                    "keeper");
            context.watch(keeper);
            spawned.ref().tell(keeper);
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, failed -> {
                        failures.ref().tell(failed.cause());
                        return Behaviors.same();
                    })
                    .build();
        }));
        return spawned.receiveMessage();
    }

    private List<StudyEvent> read(String study) {
        return journal.persistedInStorage(study).stream()
                .map(StudyEvent.class::cast)
                .toList();
    }

    private void onWrite(Supplier<ProcessingResult> result) {
        journal.withPolicy(new ProcessingPolicy<JournalOperation>() {
            @Override
            public ProcessingResult tryProcess(String study, JournalOperation operation) {
                return operation instanceof WriteEvents ? result.get() : ProcessingSuccess.getInstance();
            }
        });
    }

    private void failWrites(int count, String sqlState) {
        AtomicInteger left = new AtomicInteger(count);
        onWrite(() -> left.getAndDecrement() > 0
                ? new StorageFailure(new SQLException("the server is gone", sqlState))
                : ProcessingSuccess.getInstance());
    }

    private Trial assigned() {
        supervisor.tell(new SupervisorMessage.RequestWork(
                Samples.worker("worker-1"), worker.ref(), kit.system().ignoreRef()));
        return worker.expectMessageClass(WorkerMessage.Assign.class).trial();
    }

    private List<StudyEvent> events() {
        return read("kept");
    }

    @Test
    void aReportOutlivesAnOutageAndIsAnsweredOnceItIsWritten() {
        Trial trial = assigned();
        failWrites(3, "08006");
        supervisor.tell(
                new SupervisorMessage.Report(trial.id(), trial.attempt(), Samples.epoch(1, 0.5), answers.ref()));

        assertThat(answers.expectMessageClass(TrialMessage.Decided.class).epoch())
                .isEqualTo(1);
        assertThat(events())
                .filteredOn(StudyEvent.EpochMeasured.class::isInstance)
                .hasSize(1);
        assertThat(events()).as("the trial keeps its worker").noneMatch(StudyEvent.TrialLost.class::isInstance);
        assertThat(notices).hasSize(2);
        assertThat(notices.poll()).contains("out of reach").contains("the server is gone");
        assertThat(notices.poll()).contains("is back");
    }

    @Test
    void whatIsNotSentAgainIsDecidedAgain() {
        Trial trial = assigned();
        failWrites(2, "57P01");
        supervisor.tell(new SupervisorMessage.WorkerExited("worker-1", "worker-1 was killed"));
        TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
        supervisor.tell(new SupervisorMessage.Subscribe(updates.ref()));
        updates.receiveMessage();

        assertThat(events())
                .filteredOn(StudyEvent.TrialLost.class::isInstance)
                .singleElement()
                .satisfies(lost ->
                        assertThat(((StudyEvent.TrialLost) lost).trial()).isEqualTo(trial.id()));
    }

    @Test
    void aWorkerThatDiesDuringAnOutageIsMissedAfterIt() {
        ActorRef<WorkerMessage> mortal = kit.spawn(Behaviors.receiveMessage(message -> {
            worker.ref().tell(message);
            return Behaviors.same();
        }));
        supervisor.tell(new SupervisorMessage.RequestWork(
                Samples.worker("worker-2"), mortal, kit.system().ignoreRef()));
        Trial trial = worker.expectMessageClass(WorkerMessage.Assign.class).trial();
        CountDownLatch dead = new CountDownLatch(1);
        AtomicInteger writes = new AtomicInteger();
        onWrite(() -> {
            await(dead);
            return writes.getAndIncrement() == 0
                    ? new StorageFailure(new SQLException("the server is gone", "08006"))
                    : ProcessingSuccess.getInstance();
        });
        supervisor.tell(
                new SupervisorMessage.Report(trial.id(), trial.attempt(), Samples.epoch(1, 0.5), answers.ref()));
        kit.stop(mortal);
        dead.countDown();
        answers.expectMessageClass(TrialMessage.Decided.class);

        TestProbe<Object> nobody = kit.createTestProbe();
        nobody.awaitAssert(() -> {
            assertThat(events()).anyMatch(StudyEvent.TrialLost.class::isInstance);
            return null;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFailureThatWaitingDoesNotMendEndsTheSupervisor() {
        assigned();
        failWrites(1, "55P03"); // Another process has the study's lock.
        supervisor.tell(new SupervisorMessage.Pause("enough"));
        assertThat(Node.causes(failures.receiveMessage())).contains("the server is gone");
        assertThat(notices).isEmpty();
    }

    @Test
    void withoutPatienceTheFirstFailureEndsTheSupervisor() {
        assigned(); // The other supervisor has nothing more to write.
        supervisor = spawn("not-kept", Duration.ZERO);
        failWrites(1, "08006");
        supervisor.tell(new SupervisorMessage.Begin(Samples.spec(2, 3), "{}", "", "test"));
        assertThat(Node.causes(failures.receiveMessage())).contains("the server is gone");
    }

    /** As many as would overflow the stack of an actor that takes its stash up again by recursion. */
    @Test
    void aFloodDuringASlowWriteIsTakenUp() {
        Trial trial = assigned();
        CountDownLatch flooded = new CountDownLatch(1);
        onWrite(() -> {
            await(flooded);
            return ProcessingSuccess.getInstance();
        });
        supervisor.tell(
                new SupervisorMessage.Report(trial.id(), trial.attempt(), Samples.epoch(1, 0.5), answers.ref()));
        TestProbe<TrialMessage> late = kit.createTestProbe();
        for (int i = 0; i < 20_000; i++) {
            supervisor.tell(new SupervisorMessage.Progress(trial.id(), trial.attempt(), 2, i / 20_000.0));
        }
        supervisor.tell(new SupervisorMessage.Ended(trial.id(), trial.attempt(), late.ref()));
        flooded.countDown();
        late.expectMessageClass(TrialMessage.Acknowledged.class, Duration.ofSeconds(60));
    }
}
