package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.training.MemoryLimits;
import dev.tryout.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node without a cluster, with the one thread that trials run on. */
final class WorkerFixture implements AutoCloseable {
    static final Duration LONG = Duration.ofMinutes(5);
    static final Duration RETRY = Duration.ofMillis(50);

    final ActorTestKit kit = Kits.local();
    final ExecutorService trials = Executors.newSingleThreadExecutor();
    final TestProbe<SupervisorMessage> supervisor = kit.createTestProbe();
    final Path folder;

    WorkerFixture(Path folder) {
        this.folder = folder;
    }

    WorkerActor.Setup setup(FakeObjective objective) {
        return setup(settings -> objective, LONG, LONG);
    }

    WorkerActor.Setup setup(ObjectiveSource objectives, Duration silenceLimit, Duration orphanLimit) {
        return new WorkerActor.Setup(
                Samples.worker("worker-1"), folder, objectives, trials, RETRY, silenceLimit, orphanLimit);
    }

    /** The next message of a type; requests and reports that are sent again and again are passed over. */
    <T extends SupervisorMessage> T next(Class<T> type) {
        while (true) {
            SupervisorMessage message = supervisor.receiveMessage(Duration.ofSeconds(10));
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    /** Registers a broker that has one study, and hands every request on to its supervisor. */
    ActorRef<BrokerMessage> registerBroker() {
        ActorRef<BrokerMessage> broker = kit.spawn(Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            if (message instanceof BrokerMessage.AskForWork ask) {
                supervisor.ref().tell(new SupervisorMessage.RequestWork(ask.worker(), ask.ref(), context.getSelf()));
            }
            return Behaviors.same();
        })));
        kit.system().receptionist().tell(Receptionist.register(Services.BROKER, broker));
        return broker;
    }

    /** Where the checkpoints of a run are. */
    Path run(int number) {
        return new StudyFolder(folder.resolve(Samples.SETTINGS.study())).run(number);
    }

    WorkerMessage.Assign assign(Trial trial) {
        return new WorkerMessage.Assign(supervisor.ref(), trial, Samples.SETTINGS, MemoryLimits.NONE);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        trials.shutdownNow();
    }
}
