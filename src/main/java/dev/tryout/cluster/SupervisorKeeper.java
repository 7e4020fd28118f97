package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.pattern.CircuitBreakerOpenException;
import akka.persistence.RecoveryTimedOut;
import dev.tryout.cluster.journal.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a supervisor. Hands it few messages at a time and keeps the others: an event-sourced actor stashes what comes while
 * it reads or writes, and takes it up again by recursion, a stack frame or more for each message.
 *
 * <p>Where the journal is out of reach for a while, it has another supervisor take the former one's place, again and again with
 * growing pauses, until it has been for too long. Any other failure is its own: a full disk, a damaged journal, a wrong password or
 * another writer is for a person to see to.
 */
final class SupervisorKeeper extends AbstractBehavior<Object> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final int MAX_WAITING = 100_000;
    private static final int AT_A_TIME = 64;

    private final TimerScheduler<Object> timers;
    private final SupervisorMaker maker;
    private final Duration patience;
    private final Consumer<String> notices;
    private final AtomicReference<@Nullable Supervisor> latest = new AtomicReference<>();
    private final Set<SupervisorMessage> waiting = new LinkedHashSet<>();
    private final List<SupervisorMessage> handedOver = new ArrayList<>();
    private @Nullable ActorRef<SupervisorMessage> supervisor;
    private boolean ready;
    private @Nullable Long awaySinceNanos;
    private Duration pause = FIRST_PAUSE;

    /** The supervisor has taken up everything that it was handed. */
    private record Done(ActorRef<SupervisorMessage> supervisor) {}

    /** Time for another supervisor. */
    private record Begin() {}

    /** The supervisor has read the journal. */
    private record Recovered(ActorRef<SupervisorMessage> supervisor) {}

    /** The supervisor has written to the journal. */
    private record Written() {}

    private SupervisorKeeper(
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            SupervisorMaker maker,
            Duration patience,
            Consumer<String> notices) {
        super(context);
        this.timers = timers;
        this.maker = maker;
        this.patience = patience;
        this.notices = notices;
        begin();
    }

    /**
     * A supervisor behind its keeper.
     *
     * @param patience how long the journal may be out of reach; zero where the first failure ends it
     * @param notices for people: when the waiting begins, and when it is over
     */
    static Behavior<SupervisorMessage> create(SupervisorMaker maker, Duration patience, Consumer<String> notices) {
        return Behaviors.<Object>setup(context ->
                        Behaviors.withTimers(timers -> new SupervisorKeeper(context, timers, maker, patience, notices)))
                .narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(SupervisorMessage.class, this::onMessage)
                .onMessage(Begin.class, begin -> begin())
                .onMessage(Recovered.class, this::onRecovered)
                .onMessage(Done.class, this::onDone)
                .onMessage(Written.class, written -> onWritten())
                .onSignal(ChildFailed.class, this::onFailed)
                .build();
    }

    private Behavior<Object> begin() {
        ActorRef<Object> self = getContext().getSelf();
        JournalListener listener = new JournalListener() {
            @Override
            public void onRecovered(ActorRef<SupervisorMessage> reader) {
                self.tell(new Recovered(reader));
            }

            @Override
            public void onFirstWrite() {
                self.tell(new Written());
            }
        };
        supervisor = getContext().spawnAnonymous(maker.make(latest, listener, self.narrow()));
        getContext().watch(supervisor);
        return this;
    }

    /** What is sent again while it waits is kept once. */
    private Behavior<Object> onMessage(SupervisorMessage message) {
        if (waiting.size() < MAX_WAITING) { // Who needs an answer sends it again.
            waiting.add(message);
        }
        return handOver();
    }

    private Behavior<Object> onRecovered(Recovered message) {
        ready = message.supervisor().equals(supervisor);
        return handOver();
    }

    private Behavior<Object> onDone(Done message) {
        if (message.supervisor().equals(supervisor)) {
            handedOver.clear();
            ready = true;
        }
        return handOver();
    }

    private Behavior<Object> handOver() {
        if (ready && supervisor != null && !waiting.isEmpty()) {
            ready = false;
            Iterator<SupervisorMessage> messages = waiting.iterator();
            while (messages.hasNext() && handedOver.size() < AT_A_TIME) {
                SupervisorMessage message = messages.next();
                messages.remove();
                handedOver.add(message);
                supervisor.tell(message);
            }
            ActorRef<SupervisorMessage> current = supervisor;
            ActorRef<Object> self = getContext().getSelf();
            supervisor.tell(new SupervisorMessage.Confirm(() -> self.tell(new Done(current))));
        }
        return this;
    }

    private Behavior<Object> onWritten() {
        if (awaySinceNanos != null) {
            awaySinceNanos = null;
            pause = FIRST_PAUSE;
            notices.accept("the journal's database is back; the study goes on");
        }
        return this;
    }

    private Behavior<Object> onFailed(ChildFailed failed) {
        ready = false;
        takeBack();
        Throwable cause = failed.cause();
        if (patience.isZero() || !isAway(cause)) {
            throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }
        long nowNanos = System.nanoTime();
        if (awaySinceNanos == null) {
            awaySinceNanos = nowNanos;
            notices.accept("the journal's database is out of reach (" + innermost(cause)
                    + "); nothing is assigned or acknowledged until it is back, for up to " + patience.toSeconds()
                    + " s");
        }
        if (nowNanos - awaySinceNanos >= patience.toNanos()) {
            throw new IllegalStateException(
                    "the journal's database was out of reach for " + patience.toSeconds() + " s", cause);
        }
        timers.startSingleTimer(new Begin(), pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        return this;
    }

    /** What the former supervisor may not have seen comes first. */
    private void takeBack() {
        List<SupervisorMessage> later = List.copyOf(waiting);
        waiting.clear();
        waiting.addAll(handedOver);
        waiting.addAll(later);
        handedOver.clear();
    }

    /** The innermost cause knows best: a pool's time-out has the reason why no connection could be made. */
    private static boolean isAway(Throwable failure) {
        boolean away = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                away = PostgresServer.isOutOfReach(e);
            } else if (cause instanceof TimeoutException
                    || cause instanceof CircuitBreakerOpenException
                    || cause instanceof RecoveryTimedOut) {
                away = true;
            }
        }
        return away;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
