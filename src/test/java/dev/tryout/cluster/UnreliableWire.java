package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Stands between a supervisor and its workers and trials, both ways: a tenth of the messages arrives twice, a tenth late and so
 * behind others, and some never.
 */
final class UnreliableWire {
    private static final double DOUBLED = 0.1;
    private static final double LATE = 0.1;
    private static final int LATE_MS = 150;

    private final ActorTestKit kit;
    private final Random random;
    private final double lost;
    private final Map<ActorRef<WorkerMessage>, ActorRef<WorkerMessage>> workers = new HashMap<>();
    private final Map<ActorRef<TrialMessage>, ActorRef<TrialMessage>> trials = new HashMap<>();
    private int faults;

    UnreliableWire(ActorTestKit kit, long seed, double lost) {
        this.kit = kit;
        this.random = new Random(seed);
        this.lost = lost;
    }

    /** How many messages were lost, doubled or late. */
    synchronized int faults() {
        return faults;
    }

    /** What workers are to take for the supervisor. */
    ActorRef<SupervisorMessage> to(ActorRef<SupervisorMessage> supervisor) {
        return kit.spawn(Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            pass(supervisor, readdressed(message));
            return Behaviors.same();
        })));
    }

    private SupervisorMessage readdressed(SupervisorMessage message) {
        if (message instanceof SupervisorMessage.RequestWork m) {
            return new SupervisorMessage.RequestWork(m.worker(), back(workers, m.ref()));
        }
        if (message instanceof SupervisorMessage.Report m) {
            return new SupervisorMessage.Report(m.trial(), m.attempt(), m.measurement(), back(trials, m.replyTo()));
        }
        if (message instanceof SupervisorMessage.Ended m) {
            return new SupervisorMessage.Ended(m.trial(), m.attempt(), back(trials, m.replyTo()));
        }
        if (message instanceof SupervisorMessage.Failed m) {
            return new SupervisorMessage.Failed(
                    m.trial(), m.attempt(), m.owner(), m.message(), back(trials, m.replyTo()));
        }
        return message;
    }

    private synchronized <T> ActorRef<T> back(Map<ActorRef<T>, ActorRef<T>> wires, ActorRef<T> to) {
        return wires.computeIfAbsent(
                to,
                key -> kit.spawn(Behaviors.receiveMessage(message -> {
                    pass(to, message);
                    return Behaviors.same();
                })));
    }

    private synchronized <T> void pass(ActorRef<T> to, T message) {
        double fate = random.nextDouble();
        if (fate < lost) {
            faults++;
            return;
        }
        if (fate < lost + LATE) {
            faults++;
            kit.system()
                    .scheduler()
                    .scheduleOnce(
                            Duration.ofMillis(random.nextInt(LATE_MS)),
                            () -> to.tell(message),
                            kit.system().executionContext());
            return;
        }
        to.tell(message);
        if (fate > 1 - DOUBLED) {
            faults++;
            to.tell(message);
        }
    }
}
