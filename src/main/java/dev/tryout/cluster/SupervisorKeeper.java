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
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a supervisor whose journal may be out of reach for a while: has another supervisor take its place, again and again
 * with growing pauses, until it has been for too long. Keeps messages meanwhile. Any other failure is its own: a damaged journal,
 * a wrong password or another writer is for a person to see to.
 */
final class SupervisorKeeper extends AbstractBehavior<Object> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final int MAX_WAITING = 100_000;

    private final TimerScheduler<Object> timers;
    private final Supervisor.Maker maker;
    private final Duration patience;
    private final Consumer<String> notices;
    private final AtomicReference<@Nullable Supervisor> latest = new AtomicReference<>();
    private final List<SupervisorMessage> waiting = new ArrayList<>();
    private @Nullable ActorRef<SupervisorMessage> supervisor;
    private boolean recovered;
    private @Nullable Long awaySinceNanos;
    private Duration pause = FIRST_PAUSE;

    /** Time for another supervisor. */
    private record Begin() {}

    /** The supervisor has read the journal. */
    private record Recovered(ActorRef<SupervisorMessage> supervisor) {}

    /** The supervisor has written to the journal. */
    private record Written() {}

    private SupervisorKeeper(
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            Supervisor.Maker maker,
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
     * A supervisor with patience.
     *
     * @param maker of one that has none
     * @param patience how long the journal may be out of reach
     * @param notices for people: when the waiting begins, and when it is over
     */
    static Behavior<SupervisorMessage> create(Supervisor.Maker maker, Duration patience, Consumer<String> notices) {
        return Behaviors.<Object>setup(context -> Behaviors.withTimers(
                        timers -> new SupervisorKeeper(context, timers, maker, patience, notices)))
                .narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(SupervisorMessage.class, this::onMessage)
                .onMessage(Begin.class, begin -> begin())
                .onMessage(Recovered.class, this::onRecovered)
                .onMessage(Written.class, written -> onWritten())
                .onSignal(ChildFailed.class, this::onFailed)
                .build();
    }

    private Behavior<Object> begin() {
        ActorRef<Object> self = getContext().getSelf();
        Supervisor.JournalListener listener = new Supervisor.JournalListener() {
            @Override
            public void onRecovered(ActorRef<SupervisorMessage> reader) {
                self.tell(new Recovered(reader));
            }

            @Override
            public void onFirstWrite() {
                self.tell(new Written());
            }
        };
        supervisor = getContext().spawnAnonymous(maker.make(latest, listener));
        getContext().watch(supervisor);
        return this;
    }

    private Behavior<Object> onMessage(SupervisorMessage message) {
        if (recovered && supervisor != null) {
            supervisor.tell(message);
        } else if (waiting.size() < MAX_WAITING) { // Who needs an answer sends it again.
            waiting.add(message);
        }
        return this;
    }

    private Behavior<Object> onRecovered(Recovered message) {
        if (message.supervisor().equals(supervisor)) {
            recovered = true;
            waiting.forEach(message.supervisor()::tell);
            waiting.clear();
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
        recovered = false;
        Throwable cause = failed.cause();
        if (!isAway(cause)) {
            throw new IllegalStateException("the study's journal failed", cause);
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
