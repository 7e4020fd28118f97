package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.tryout.cluster.journal.JournalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** A node of its own that asks a study's supervisor one thing after the other, until it is closed. */
public final class StudyLink implements AutoCloseable {
    private static final long STOP_LIMIT_SECONDS = 15;

    private final String study;
    private final Duration limit;
    private final Duration interval;
    private final CompletableFuture<Object> failure = new CompletableFuture<>();
    private final ActorSystem<Ask> system;

    /** Spawns somebody who knows the supervisor, where this node has one, and asks it. */
    private record Ask(Function<Optional<ActorRef<SupervisorMessage>>, Behavior<Asker.Message>> asker) {}

    /**
     * @param study its name
     * @param limit how long an answer may take
     * @param own spawns a supervisor; empty where one is to be found in the cluster
     */
    StudyLink(
            Config config,
            String study,
            Duration limit,
            Function<ActorContext<?>, Optional<ActorRef<SupervisorMessage>>> own) {
        this.study = study;
        this.limit = limit;
        this.interval = config.getDuration("tryout.retry-interval");
        Behavior<Ask> guardian = Behaviors.setup(context -> {
            Optional<ActorRef<SupervisorMessage>> supervisor = own.apply(context);
            supervisor.ifPresent(context::watch);
            return Behaviors.receive(Ask.class)
                    .onMessage(Ask.class, ask -> {
                        context.spawnAnonymous(ask.asker().apply(supervisor));
                        return Behaviors.same();
                    })
                    .onSignal(ChildFailed.class, failed -> {
                        failure.completeExceptionally(failed.cause());
                        return Behaviors.same();
                    })
                    .build();
        });
        system = ActorSystem.create(guardian, Node.SYSTEM, config);
    }

    /**
     * Asks, again and again until there is an answer.
     *
     * @param request made for whoever takes the answer; must do no harm twice
     * @throws JournalException where a journal of this node cannot be read or written
     * @throws TimeoutException where nobody answers
     */
    public <A> A ask(Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, JournalException, InterruptedException {
        CompletableFuture<A> answer = new CompletableFuture<>();
        system.tell(new Ask(supervisor -> Asker.create(study, supervisor, request, interval, answer::complete)));
        try {
            CompletableFuture.anyOf(answer, failure).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return answer.get();
        } catch (ExecutionException e) {
            throw new JournalException("the study's journal failed: " + Node.causes(e), e);
        }
    }

    /** Leaves. */
    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LoggerFactory.getLogger(StudyLink.class).warn("left without a good-bye", e);
        }
    }
}
