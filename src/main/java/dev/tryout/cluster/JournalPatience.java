package dev.tryout.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.CircuitBreakerOpenException;
import akka.persistence.RecoveryTimedOut;
import dev.tryout.cluster.journal.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has an actor begin again from its journal where that was out of reach, with growing pauses, until it has been for too long. Any
 * other failure ends the actor: a full disk or a damaged journal is for a person to mend. Of one actor.
 */
final class JournalPatience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final double JITTER = 0.1;
    private static final int STASH = 100_000;

    private final Duration limit;
    private final Consumer<String> listener;
    private @Nullable Long awaySinceNanos;

    /** The journal is out of reach, and there is time to wait for it. */
    private static final class JournalAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private JournalAway(Throwable cause) {
            super(cause);
        }
    }

    /**
     * @param limit how long a journal may be out of reach; zero where none is to be waited for
     * @param listener told in words for people when the waiting begins and when it is over
     */
    JournalPatience(Duration limit, Consumer<String> listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /** For a journal that is there or not: the first failure ends the actor. */
    static JournalPatience none() {
        return new JournalPatience(Duration.ZERO, text -> {});
    }

    /** The journal has taken something. */
    void reached() {
        if (awaySinceNanos != null) {
            awaySinceNanos = null;
            listener.accept("the journal's database is back; the study goes on");
        }
    }

    /** @param behavior reads the journal when it starts */
    <M> Behavior<M> guard(Behavior<M> behavior) {
        if (limit.isZero()) {
            return behavior;
        }
        return Behaviors.supervise(Behaviors.intercept(Interceptor::new, behavior.<Object>unsafeCast())
                        .<M>unsafeCast())
                .onFailure(
                        JournalAway.class,
                        SupervisorStrategy.restartWithBackoff(FIRST_PAUSE, LONGEST_PAUSE, JITTER)
                                .withStashCapacity(STASH));
    }

    /** Sees every message, those of the journal to the actor too: they bring the failures. */
    private final class Interceptor extends BehaviorInterceptor<Object, Object> {
        private Interceptor() {
            super(Object.class);
        }

        @Override
        public Behavior<Object> aroundReceive(
                TypedActorContext<Object> context, Object message, ReceiveTarget<Object> target) {
            try {
                return target.apply(context, message);
            } catch (RuntimeException e) {
                throw judged(e);
            }
        }
    }

    private RuntimeException judged(RuntimeException failure) {
        if (!isAway(failure)) {
            return failure;
        }
        long nowNanos = System.nanoTime();
        if (awaySinceNanos == null) {
            awaySinceNanos = nowNanos;
            listener.accept("the journal's database is out of reach (" + Node.causes(failure)
                    + "); nothing is assigned or acknowledged until it is back, for up to " + limit.toSeconds() + " s");
        }
        return nowNanos - awaySinceNanos < limit.toNanos()
                ? new JournalAway(failure)
                : new IllegalStateException(
                        "the journal's database was out of reach for " + limit.toSeconds() + " s", failure);
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
}
