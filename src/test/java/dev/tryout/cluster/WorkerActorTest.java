package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.training.WorkerFailure;
import dev.tryout.trial.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerActorTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private WorkerFixture fixture;
    private TestProbe<Throwable> failures;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        fixture = new WorkerFixture(folder);
        failures = fixture.kit.createTestProbe();
    }

    @AfterEach
    void close() {
        release.countDown();
        fixture.close();
    }

    private void start(WorkerActor.Setup setup) {
        fixture.kit.spawn(Behaviors.<Void>setup(context -> {
            context.watch(context.spawn(WorkerActor.create(setup), "worker"));
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, signal -> {
                        failures.ref().tell(signal.cause());
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    /** A worker that has found its supervisor. */
    private ActorRef<WorkerMessage> started(FakeObjective objective) {
        fixture.registerBroker();
        start(fixture.setup(objective));
        return fixture.next(SupervisorMessage.RequestWork.class).ref();
    }

    private WorkerMessage.Assign assign(int trial) {
        return fixture.assign(Samples.running(trial, 1, 2));
    }

    private FakeObjective waiting() {
        return new FakeObjective(run -> release.await());
    }

    @Test
    void asksAgainAndAgainUntilItIsGivenATrialAndThenNoMore() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch began = new CountDownLatch(1);
        ActorRef<WorkerMessage> worker = started(new FakeObjective(run -> {
            runs.incrementAndGet();
            began.countDown();
            release.await();
        }));
        for (int i = 0; i < 3; i++) {
            fixture.supervisor.expectMessageClass(SupervisorMessage.RequestWork.class);
        }
        worker.tell(assign(1));
        worker.tell(assign(1));
        worker.tell(assign(2));
        awaitFetch(worker, 1);
        await(began);
        fixture.supervisor.ref().tell(new SupervisorMessage.Resume()); // All requests so far are before it.
        fixture.next(SupervisorMessage.Resume.class);
        fixture.supervisor.expectNoMessage(WorkerFixture.RETRY.multipliedBy(3));
        assertThat(runs).hasValue(1);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asksAgainWhenItsTrialIsOver() {
        ActorRef<WorkerMessage> worker = started(new FakeObjective(run -> {}));
        worker.tell(assign(1));
        SupervisorMessage.Ended ended = fixture.next(SupervisorMessage.Ended.class);
        ended.replyTo().tell(new TrialMessage.Acknowledged());
        fixture.next(SupervisorMessage.RequestWork.class);
        worker.tell(assign(2));
        SupervisorMessage.Ended second = fixture.next(SupervisorMessage.Ended.class);
        while (second.trial() == 1) {
            second = fixture.next(SupervisorMessage.Ended.class);
        }
        assertThat(second.trial()).isEqualTo(2);
    }

    @Test
    void goesOnWithATrialThatPausedElsewhere() {
        AtomicInteger lastRecorded = new AtomicInteger();
        ActorRef<WorkerMessage> worker =
                started(new FakeObjective(run -> lastRecorded.set(run.recorded().size())));
        worker.tell(fixture.assign(Samples.running(1, 2, 9, 0.9, 0.8, 0.7)));
        SupervisorMessage.Ended ended = fixture.next(SupervisorMessage.Ended.class);
        assertThat(ended.attempt()).isEqualTo(2);
        assertThat(lastRecorded).hasValue(3);
        ended.replyTo().tell(new TrialMessage.Acknowledged());
        fixture.next(SupervisorMessage.RequestWork.class);
        worker.tell(fixture.assign(Samples.running(1, 3, 9, 0.9, 0.8, 0.7, 0.6)));
        while (ended.attempt() == 2) {
            ended = fixture.next(SupervisorMessage.Ended.class);
        }
        assertThat(lastRecorded).hasValue(4);
    }

    @Test
    void aLateCopyOfAnAssignmentDoesNotRunTheAttemptAgain() {
        AtomicInteger runs = new AtomicInteger();
        ActorRef<WorkerMessage> worker = started(new FakeObjective(run -> runs.incrementAndGet()));
        worker.tell(assign(1));
        fixture.next(SupervisorMessage.Ended.class).replyTo().tell(new TrialMessage.Acknowledged());
        fixture.next(SupervisorMessage.RequestWork.class);
        worker.tell(assign(1));
        fixture.next(SupervisorMessage.RequestWork.class);
        fixture.next(SupervisorMessage.RequestWork.class);
        assertThat(runs).hasValue(1);
        failures.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void endsOnItsOwnFailureAndSaysWhy() {
        ActorRef<WorkerMessage> worker = started(new FakeObjective(run -> {
            throw new WorkerFailure("the disk is full");
        }));
        worker.tell(assign(1));
        fixture.next(SupervisorMessage.Failed.class).replyTo().tell(new TrialMessage.Acknowledged());
        assertThat(failures.receiveMessage())
                .isInstanceOf(WorkerActor.WorkerEnded.class)
                .hasMessage("the disk is full");
    }

    @Test
    void endsWhenNoCoordinatorIsFound() {
        start(fixture.setup(settings -> waiting(), WorkerFixture.LONG, Duration.ofMillis(200)));
        assertThat(failures.receiveMessage())
                .isInstanceOf(WorkerActor.WorkerEnded.class)
                .hasMessageContaining("no coordinator");
    }

    @Test
    void endsWhenTheCoordinatorIsGoneThoughATrialRuns() {
        ActorRef<BrokerMessage> broker = fixture.registerBroker();
        start(fixture.setup(settings -> waiting(), WorkerFixture.LONG, Duration.ofMillis(300)));
        fixture.next(SupervisorMessage.RequestWork.class).ref().tell(assign(1));
        fixture.kit.stop(broker);
        assertThat(failures.receiveMessage()).isInstanceOf(WorkerActor.WorkerEnded.class);
    }

    /** An objective that says when it began and when it was interrupted. */
    private FakeObjective interruptible(CountDownLatch began, CountDownLatch interrupted) {
        return new FakeObjective(run -> {
            began.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
    }

    @Test
    void aRecallTakesOnlyTheAttemptItNames() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ActorRef<WorkerMessage> worker = started(interruptible(began, interrupted));
        worker.tell(assign(1));
        await(began);
        worker.tell(new WorkerMessage.Recall(Samples.SETTINGS.study(), 1, 7));
        worker.tell(new WorkerMessage.Recall(Samples.SETTINGS.study(), 2, 1));
        assertThat(interrupted.await(100, TimeUnit.MILLISECONDS)).isFalse();
        worker.tell(new WorkerMessage.Recall(Samples.SETTINGS.study(), 1, 1));
        await(interrupted);
        fixture.next(SupervisorMessage.RequestWork.class);
    }

    @Test
    void whatASupervisorAssignedIsTakenBackWhenItEnds() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        started(interruptible(began, interrupted)).tell(assign(1));
        await(began);
        fixture.supervisor.stop();
        await(interrupted);
    }

    private Path file(int trial, String name) throws IOException {
        Path file = fixture.run(trial).resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x".repeat(1_000));
    }

    /** Whatever was sent to the worker before has been dealt with. */
    private void awaitFetch(ActorRef<WorkerMessage> worker, int trial) {
        TestProbe<Download.Message> offers = fixture.kit.createTestProbe();
        worker.tell(new WorkerMessage.OpenCheckpoint(trial, 1, Samples.SETTINGS, offers.ref()));
        offers.receiveMessage();
    }

    @Test
    void discardsTheFilesOfOneTrialOnly() throws Exception {
        file(1, "deep/er/epoch-1");
        Path other = file(2, "epoch-1");
        ActorRef<WorkerMessage> worker = started(waiting());
        worker.tell(new WorkerMessage.Discard(Samples.SETTINGS.study(), 1));
        worker.tell(new WorkerMessage.Discard(Samples.SETTINGS.study(), 9));
        awaitFetch(worker, 2);
        assertThat(fixture.run(1)).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void discardsTheFilesOfARunningTrialWhenItEnds() throws Exception {
        Path file = file(1, "epoch-1");
        ActorRef<WorkerMessage> worker = started(waiting());
        worker.tell(assign(1));
        worker.tell(new WorkerMessage.Discard(Samples.SETTINGS.study(), 1));
        awaitFetch(worker, 1);
        assertThat(file).exists();

        release.countDown();
        fixture.next(SupervisorMessage.Ended.class).replyTo().tell(new TrialMessage.Acknowledged());
        fixture.next(SupervisorMessage.RequestWork.class);
        assertThat(fixture.run(1)).doesNotExist();
    }

    @Test
    void servesACheckpointWhileATrialRuns() throws Exception {
        file(1, "epoch-1");
        ActorRef<WorkerMessage> worker = started(waiting());
        worker.tell(assign(2));
        TestProbe<Download.Message> offers = fixture.kit.createTestProbe();
        worker.tell(new WorkerMessage.OpenCheckpoint(1, 1, Samples.SETTINGS, offers.ref()));
        assertThat(offers.expectMessageClass(Download.Offer.class).bytes()).isEqualTo(1_000);
    }

    @Test
    void saysSoWhereThereIsNoCheckpoint() {
        ActorRef<WorkerMessage> worker = started(waiting());
        TestProbe<Download.Message> offers = fixture.kit.createTestProbe();
        worker.tell(new WorkerMessage.OpenCheckpoint(1, 4, Samples.SETTINGS, offers.ref()));
        assertThat(offers.expectMessageClass(Download.Unavailable.class).reason())
                .contains("epoch-4 is missing");
    }

    @Test
    void aReportAnsweredWithStopEndsTheTrialWithoutAnotherWord() {
        ActorRef<WorkerMessage> worker = started(new FakeObjective(run -> run.report(Samples.epoch(1, 0.5))));
        worker.tell(assign(1));
        fixture.next(SupervisorMessage.Report.class)
                .replyTo()
                .tell(new TrialMessage.Decided(1, Decision.stop("pruned")));
        SupervisorMessage next = fixture.supervisor.receiveMessage();
        while (next instanceof SupervisorMessage.Report) { // Sent again before the answer came.
            next = fixture.supervisor.receiveMessage();
        }
        assertThat(next).isInstanceOf(SupervisorMessage.RequestWork.class);
    }

    @Test
    void aWorkerThatIsToLeaveTakesNoMoreTrialsAndEndsWithTheOneItHas() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        fixture.registerBroker();
        TestProbe<WorkerActor.Message> deaths = fixture.kit.createTestProbe();
        ActorRef<WorkerActor.Message> actor =
                fixture.kit.spawn(WorkerActor.create(fixture.setup(new FakeObjective(run -> {
                    began.countDown();
                    run.report(Samples.epoch(1, 0.5));
                }))));
        ActorRef<WorkerMessage> worker =
                fixture.next(SupervisorMessage.RequestWork.class).ref();
        worker.tell(assign(1));
        await(began);
        SupervisorMessage.Report report = fixture.next(SupervisorMessage.Report.class);
        actor.tell(new WorkerActor.Leave());
        assertThat(fixture.next(SupervisorMessage.Leaving.class).worker()).isEqualTo("worker-1");
        report.replyTo().tell(new TrialMessage.Decided(1, Decision.stop("worker-1 leaves")));
        deaths.expectTerminated(actor, Duration.ofSeconds(10));
    }
}
