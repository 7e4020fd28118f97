package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
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
                new WorkerInfo("worker-1", "cpu", "here"),
                folder,
                objectives,
                trials,
                RETRY,
                silenceLimit,
                orphanLimit);
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

    @Override
    public void close() {
        kit.shutdownTestKit();
        trials.shutdownNow();
    }
}
