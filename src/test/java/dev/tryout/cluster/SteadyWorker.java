package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for work and reports made-up losses as a real worker does: each message again and again until it is answered. */
final class SteadyWorker extends AbstractBehavior<Object> {
    private static final Duration AGAIN = Duration.ofMillis(100);

    /** An epoch whose report was answered. */
    record Acknowledged(int trial, int attempt, int epoch) {}

    private record Tick() {}

    private record Answer(Trial trial, TrialMessage message) {}

    private final WorkerInfo info;
    private final ActorRef<SupervisorMessage> supervisor;
    private final Consumer<Acknowledged> acknowledged;
    private @Nullable Trial trial;
    private @Nullable ActorRef<TrialMessage> answers;
    private int epoch;

    private SteadyWorker(
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            String name,
            ActorRef<SupervisorMessage> supervisor,
            Consumer<Acknowledged> acknowledged) {
        super(context);
        this.info = Samples.worker(name);
        this.supervisor = supervisor;
        this.acknowledged = acknowledged;
        timers.startTimerWithFixedDelay(new Tick(), AGAIN);
        send();
    }

    /** @param acknowledged called from the actor's thread */
    static Behavior<Object> create(
            String name, ActorRef<SupervisorMessage> supervisor, Consumer<Acknowledged> acknowledged) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new SteadyWorker(context, timers, name, supervisor, acknowledged)));
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, tick -> send())
                .onMessage(WorkerMessage.Assign.class, this::onAssign)
                .onMessage(Answer.class, this::onAnswer)
                .onAnyMessage(other -> this)
                .build();
    }

    private Behavior<Object> onAssign(WorkerMessage.Assign message) {
        if (trial == null) {
            Trial assigned = message.trial();
            trial = assigned;
            epoch = assigned.lastEpoch() + 1;
            answers = getContext().spawnAnonymous(Behaviors.receiveMessage(answer -> {
                getContext().getSelf().tell(new Answer(assigned, answer));
                return Behaviors.same();
            }));
            return send();
        }
        return this;
    }

    /** The same report may be answered twice, even after its trial is over. */
    private Behavior<Object> onAnswer(Answer answer) {
        Trial answered = answer.trial();
        if (answered.equals(trial)
                && answer.message() instanceof TrialMessage.Decided decided
                && decided.epoch() == epoch) {
            acknowledged.accept(new Acknowledged(answered.id(), answered.attempt(), epoch));
            epoch++;
            trial = decided.decision().action() == Decision.Action.CONTINUE ? answered : null;
            return send();
        }
        return this;
    }

    private Behavior<Object> send() {
        if (trial == null || answers == null) {
            supervisor.tell(new SupervisorMessage.RequestWork(
                    info,
                    getContext().getSelf().narrow(),
                    getContext().getSystem().ignoreRef()));
        } else {
            supervisor.tell(new SupervisorMessage.Report(
                    trial.id(), trial.attempt(), Samples.epoch(epoch, trial.id() % 7 + 1.0 / epoch), answers));
        }
        return this;
    }
}
