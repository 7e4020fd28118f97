package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Stands between a supervisor and its workers and trials, both ways: a tenth of the messages arrives twice, a tenth late and so
 * behind others, and some never.
 */
final class UnreliableWire {
    private static final int LATE_MS = 150;

    private final ActorTestKit kit;
    private final Random random;
    private final double lost;
    private final double disturbed;
    private final Map<ActorRef<WorkerMessage>, ActorRef<WorkerMessage>> workers = new HashMap<>();
    private final Map<ActorRef<TrialMessage>, ActorRef<TrialMessage>> trials = new HashMap<>();
    private int faults;

    /**
     * @param lost the share of messages that never arrive
     * @param disturbed the share that arrives twice, and the share that arrives late
     */
    UnreliableWire(ActorTestKit kit, long seed, double lost, double disturbed) {
        this.kit = kit;
        this.random = new Random(seed);
        this.lost = lost;
        this.disturbed = disturbed;
    }

    /** How many messages were lost, doubled or late. */
    synchronized int faults() {
        return faults;
    }

    /** A broker of workers, whose only study is behind the wire. */
    ActorRef<BrokerMessage> brokerOf(ActorRef<SupervisorMessage> supervisor) {
        ActorRef<SupervisorMessage> wired = to(supervisor);
        return kit.spawn(Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            if (message instanceof BrokerMessage.AskForWork ask) {
                ActorRef<WorkerMessage> worker = back(workers, ask.ref(), told -> reporting(told, wired));
                pass(supervisor, new SupervisorMessage.RequestWork(ask.worker(), worker, context.getSelf()));
            }
            return Behaviors.same();
        })));
    }

    /** A trial reports over the wire, too. */
    private static WorkerMessage reporting(WorkerMessage message, ActorRef<SupervisorMessage> wired) {
        return message instanceof WorkerMessage.Assign m
                ? new WorkerMessage.Assign(wired, m.trial(), m.settings(), m.memory())
                : message;
    }

    private ActorRef<SupervisorMessage> to(ActorRef<SupervisorMessage> supervisor) {
        return kit.spawn(Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            pass(supervisor, readdressed(message));
            return Behaviors.same();
        })));
    }

    private SupervisorMessage readdressed(SupervisorMessage message) {
        if (message instanceof SupervisorMessage.Report m) {
            return new SupervisorMessage.Report(
                    m.trial(), m.attempt(), m.measurement(), back(trials, m.replyTo(), answer -> answer));
        }
        if (message instanceof SupervisorMessage.Ended m) {
            return new SupervisorMessage.Ended(m.trial(), m.attempt(), back(trials, m.replyTo(), answer -> answer));
        }
        if (message instanceof SupervisorMessage.Failed m) {
            return new SupervisorMessage.Failed(
                    m.trial(), m.attempt(), m.owner(), m.message(), back(trials, m.replyTo(), answer -> answer));
        }
        return message;
    }

    private synchronized <T> ActorRef<T> back(
            Map<ActorRef<T>, ActorRef<T>> wires, ActorRef<T> to, UnaryOperator<T> readdressed) {
        return wires.computeIfAbsent(
                to,
                key -> kit.spawn(Behaviors.receiveMessage(message -> {
                    pass(to, readdressed.apply(message));
                    return Behaviors.same();
                })));
    }

    private synchronized <T> void pass(ActorRef<T> to, T message) {
        double fate = random.nextDouble();
        if (fate < lost) {
            faults++;
            return;
        }
        if (fate < lost + disturbed) {
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
        if (fate > 1 - disturbed) {
            faults++;
            to.tell(message);
        }
    }
}
