package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.UnhandledMessage;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.study.Study;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.files.Manifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every message that an actor's type admits is handled: none is forgotten, and none makes the actor fail. */
class MessagesHandledTest {
    private final ActorTestKit kit = Kits.inMemory();
    private final TestProbe<Object> others = kit.createTestProbe();
    private final TestProbe<String> failures = kit.createTestProbe();
    private WorkerActor.Setup setup;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        setup = new WorkerActor.Setup(
                Samples.worker("worker-1"),
                folder,
                settings -> new FakeObjective(run -> {}),
                Runnable::run,
                WorkerFixture.LONG,
                WorkerFixture.LONG,
                WorkerFixture.LONG);
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    /** A fresh actor for each message, as some messages end it. */
    private <M> void expectHandled(List<M> messages, Supplier<Behavior<M>> behavior) {
        TestProbe<UnhandledMessage> unhandled = kit.createUnhandledMessageProbe();
        assertThat(messages).isNotEmpty();
        for (M message : messages) {
            kit.spawn(noting(behavior.get(), message));
        }
        unhandled.expectNoMessage(Duration.ofMillis(300));
        failures.expectNoMessage(Duration.ofMillis(1));
    }

    private <M> Behavior<Void> noting(Behavior<M> behavior, M message) {
        return Behaviors.setup(context -> {
            ActorRef<M> actor = context.spawnAnonymous(behavior);
            context.watch(actor);
            actor.tell(message);
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, signal -> {
                        failures.ref().tell(message + ": " + signal.cause());
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, signal -> Behaviors.same())
                    .build();
        });
    }

    private <M> List<M> all(Class<M> protocol) {
        return new MessageSamples(others.ref()).all(protocol);
    }

    @Test
    void aSupervisorHandlesEveryMessageBeforeTheStudyIsOpen() {
        AtomicInteger study = new AtomicInteger(); // Supervisors of one study would write into each other's journal.
        expectHandled(
                all(SupervisorMessage.class),
                () -> Supervisor.create("none-" + study.incrementAndGet(), Study::of, () -> 1L));
    }

    @Test
    void aSupervisorHandlesEveryMessageWhenTheStudyIsOpen() {
        TestProbe<UnhandledMessage> unhandled = kit.createUnhandledMessageProbe();
        ActorRef<SupervisorMessage> supervisor = kit.spawn(Supervisor.create("open", Study::of, () -> 1L));
        TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
        supervisor.tell(new SupervisorMessage.Begin(Samples.spec(2, 2), "{}", "", "test"));
        supervisor.tell(new SupervisorMessage.Subscribe(updates.ref()));
        assertThat(updates.receiveMessage().study().created()).isNotNull();
        all(SupervisorMessage.class).forEach(supervisor::tell);
        TestProbe<SupervisorMessage.Update> afterwards = kit.createTestProbe();
        supervisor.tell(new SupervisorMessage.Subscribe(afterwards.ref()));

        assertThat(afterwards.receiveMessage().study().created().spec()).isEqualTo(Samples.spec(2, 2));
        unhandled.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void aWorkerHandlesEveryMessage() {
        expectHandled(
                all(WorkerActor.Message.class).stream()
                        .filter(message -> !(message instanceof WorkerActor.AttemptOver)) // Ends it, as it should.
                        .toList(),
                () -> WorkerActor.create(setup));
    }

    @Test
    void aWorkerHandlesEveryMessageFromElsewhere() throws Exception {
        TestProbe<BrokerMessage> broker = kit.createTestProbe();
        kit.system()
                .receptionist()
                .tell(akka.actor.typed.receptionist.Receptionist.register(Services.BROKER, broker.ref()));
        for (WorkerMessage message : all(WorkerMessage.class)) {
            TestProbe<UnhandledMessage> unhandled = kit.createUnhandledMessageProbe();
            ActorRef<WorkerActor.Message> worker = kit.spawn(WorkerActor.create(setup));
            broker.expectMessageClass(BrokerMessage.AskForWork.class).ref().tell(message);
            unhandled.expectNoMessage(Duration.ofMillis(100));
            kit.stop(worker);
        }
    }

    @Test
    void aTrialActorHandlesEveryMessage() {
        WorkerMessage.Assign assign = new WorkerMessage.Assign(
                others.ref().narrow(), Samples.running(1, 1, 2), Samples.SETTINGS, MemoryLimits.NONE);
        expectHandled(
                all(TrialActor.Message.class),
                () -> TrialActor.create(setup, assign, others.ref().narrow()));
    }

    @Test
    void aLeaderboardHandlesEveryMessage() {
        expectHandled(
                all(Leaderboard.Message.class),
                () -> Leaderboard.create(
                        others.ref().narrow(),
                        "sample",
                        folder,
                        (study, trial, checkpoint, test) -> {
                            throw new java.io.IOException("not asked for");
                        },
                        reason -> {}));
    }

    @Test
    void aDownloadAndItsSourceHandleEveryMessage() {
        expectHandled(all(Download.Message.class), () -> Download.create(folder.resolve("file"), result -> {}));
        expectHandled(
                all(FileSource.Message.class),
                () -> FileSource.offering(
                        () -> folder.resolve("none"), others.ref().narrow()));
    }

    @Test
    void aFileServerHandlesEveryMessage() throws Exception {
        KeptCheckpoints kept = KeptCheckpoints.open(folder.resolve("kept"));
        expectHandled(all(FileServer.Message.class), () -> FileServer.create("sample", Manifest.EMPTY, kept));
    }

    @Test
    void whoKeepsCheckpointsAndFetchesThemHandlesEveryMessage() throws Exception {
        KeptCheckpoints kept = KeptCheckpoints.open(folder.resolve("kept"));
        expectHandled(
                all(CheckpointKeeper.Message.class),
                () -> CheckpointKeeper.create(
                        others.ref().narrow(), "sample", kept, "", CheckpointKeeper.Patience.DEFAULT));
        CheckpointFetch.Order order =
                new CheckpointFetch.Order("sample", 1, "", others.ref().narrow());
        expectHandled(
                all(CheckpointFetch.Message.class),
                () -> CheckpointFetch.create(order, kept, Duration.ofMinutes(1), result -> {}));
    }
}
