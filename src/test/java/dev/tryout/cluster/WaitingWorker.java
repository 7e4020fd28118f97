package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.trial.Decision;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Asks a broker for work and trains by waiting, one epoch after the other; says what a real worker says, and how long answers take. */
final class WaitingWorker extends AbstractBehavior<Object> {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** Told of every answer to a report. */
    interface Listener {
        void answered(long latencyNanos, boolean last);
    }

    private record Tick() {}

    private record Trained() {}

    private record Answer(TrialMessage message) {}

    private final WorkerInfo info;
    private final TimerScheduler<Object> timers;
    private final Duration epochTime;
    private final Runnable asked;
    private final Listener listener;
    private final ActorRef<TrialMessage> answers;
    private @Nullable ActorRef<BrokerMessage> broker;
    private WorkerMessage.@Nullable Assign running;
    private boolean hasAsked;
    private boolean waits;
    private int epoch;
    private long reportedNanos;

    private WaitingWorker(
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            WorkerInfo info,
            Duration epochTime,
            Runnable asked,
            Listener listener) {
        super(context);
        this.info = info;
        this.timers = timers;
        this.epochTime = epochTime;
        this.asked = asked;
        this.listener = listener;
        answers = context.messageAdapter(TrialMessage.class, Answer::new);
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        Services.BROKER, context.messageAdapter(Receptionist.Listing.class, listing -> listing)));
        timers.startTimerWithFixedDelay(new Tick(), AGAIN);
    }

    static Behavior<Object> create(WorkerInfo info, Duration epochTime, Runnable asked, Listener listener) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new WaitingWorker(context, timers, info, epochTime, asked, listener)));
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(Receptionist.Listing.class, this::onBrokers)
                .onMessage(Tick.class, tick -> onTick())
                .onMessage(WorkerMessage.Assign.class, this::onAssign)
                .onMessage(WorkerMessage.OpenCheckpoint.class, this::onOpen)
                .onMessage(Trained.class, trained -> report())
                .onMessage(Answer.class, this::onAnswer)
                .onAnyMessage(other -> this)
                .build();
    }

    private Behavior<Object> onBrokers(Receptionist.Listing listing) {
        broker = listing.getServiceInstances(Services.BROKER).stream()
                .findFirst()
                .orElse(null);
        return ask();
    }

    private Behavior<Object> onTick() {
        return running == null ? ask() : this;
    }

    private Behavior<Object> ask() {
        if (broker != null) {
            broker.tell(
                    new BrokerMessage.AskForWork(info, getContext().getSelf().narrow()));
            if (!hasAsked) {
                hasAsked = true;
                asked.run();
            }
        }
        return this;
    }

    private Behavior<Object> onAssign(WorkerMessage.Assign assign) {
        if (running == null) {
            running = assign;
            epoch = assign.trial().lastEpoch() + 1;
            boolean isLong = assign.trial().epochs() > 1;
            train(isLong ? ThreadLocalRandom.current().nextDouble() : 1); // Else all would report at the same moment.
        }
        return this;
    }

    private void train(double share) {
        timers.startSingleTimer(new Trained(), Duration.ofNanos((long) (epochTime.toNanos() * share)));
    }

    private Behavior<Object> onOpen(WorkerMessage.OpenCheckpoint open) {
        open.replyTo().tell(new Download.Unavailable("nothing is trained here"));
        return this;
    }

    private Behavior<Object> report() {
        if (running != null) {
            waits = true;
            reportedNanos = System.nanoTime();
            running.supervisor()
                    .tell(new SupervisorMessage.Report(
                            running.trial().id(),
                            running.trial().attempt(),
                            Samples.epoch(epoch, running.trial().id() % 97 + 1.0 / epoch),
                            answers));
        }
        return this;
    }

    private Behavior<Object> onAnswer(Answer answer) {
        if (running != null
                && waits
                && answer.message() instanceof TrialMessage.Decided decided
                && decided.epoch() == epoch) {
            waits = false;
            boolean goesOn = decided.decision().action() == Decision.Action.CONTINUE;
            listener.answered(System.nanoTime() - reportedNanos, !goesOn);
            epoch++;
            if (goesOn) {
                train(1);
            } else {
                running = null;
                return ask();
            }
        }
        return this;
    }
}
