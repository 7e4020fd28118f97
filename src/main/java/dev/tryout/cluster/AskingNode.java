package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.ServiceKey;
import com.typesafe.config.Config;
import dev.tryout.cluster.wire.NodeConfigurationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * A node of its own that asks a cluster one thing after the other, until it is closed.
 *
 * @param <M> what a service of this node itself is told
 */
final class AskingNode<M> implements AutoCloseable {
    private static final long STOP_LIMIT_SECONDS = 15;

    private final Duration limit;
    private final Duration interval;
    private final CompletableFuture<Object> failure = new CompletableFuture<>();
    private final ActorSystem<Function<Optional<ActorRef<M>>, Behavior<Asker.Message>>> system;

    /**
     * @param limit how long an answer may take
     * @param own spawns a service on this node; empty where one is to be found in the cluster
     */
    AskingNode(Config config, Duration limit, Function<ActorContext<?>, Optional<ActorRef<M>>> own) {
        this.limit = limit;
        this.interval = config.getDuration("tryout.retry-interval");
        Behavior<Function<Optional<ActorRef<M>>, Behavior<Asker.Message>>> guardian = Behaviors.setup(context -> {
            Optional<ActorRef<M>> service = own.apply(context);
            service.ifPresent(context::watch);
            context.spawn(
                    JoinRefusals.create(
                            reason -> failure.completeExceptionally(new NodeConfigurationException(reason))),
                    "refusals");
            return Behaviors.<Function<Optional<ActorRef<M>>, Behavior<Asker.Message>>>receive(
                    (self, asker) -> {
                        context.spawnAnonymous(asker.apply(service));
                        return Behaviors.same();
                    },
                    (self, signal) -> {
                        if (signal instanceof ChildFailed failed) {
                            failure.completeExceptionally(failed.cause());
                        }
                        return Behaviors.same();
                    });
        });
        system = ActorSystem.create(guardian, Node.SYSTEM, config);
    }

    /**
     * Asks the service of this node, or where it has none that of the cluster, again and again until there is an answer.
     *
     * @param request made for whoever takes the answer; must do no harm twice
     * @throws ExecutionException where the service of this node failed
     * @throws NodeConfigurationException where the cluster refuses this node
     * @throws RuntimeException what {@link #askMeanwhile} brought up
     * @throws TimeoutException where nobody answers
     */
    <A> A ask(ServiceKey<M> key, Function<ActorRef<A>, M> request)
            throws TimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<A> answer = new CompletableFuture<>();
        system.tell(service -> Asker.create(key, service, request, interval, answer::complete));
        return await(answer);
    }

    /** Asks a service of the cluster, likewise. */
    <N, A> A askCluster(ServiceKey<N> key, Function<ActorRef<A>, N> request)
            throws TimeoutException, InterruptedException {
        CompletableFuture<A> answer = new CompletableFuture<>();
        system.tell(service -> Asker.create(key, Optional.empty(), request, interval, answer::complete));
        try {
            return await(answer);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Asks a service of the cluster while other answers are waited for, which an objection ends.
     *
     * @param objection to all that is asked of this node, by the answer
     */
    <N, A> void askMeanwhile(
            ServiceKey<N> key, Function<ActorRef<A>, N> request, Function<A, Optional<RuntimeException>> objection) {
        Consumer<A> answered = answer -> objection.apply(answer).ifPresent(failure::completeExceptionally);
        system.tell(service -> Asker.create(key, Optional.empty(), request, interval, answered));
    }

    private <A> A await(CompletableFuture<A> answer) throws TimeoutException, ExecutionException, InterruptedException {
        try {
            CompletableFuture.anyOf(answer, failure).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeConfigurationException refused) {
                throw refused;
            }
            if (e.getCause() instanceof UnknownStudyException unknown) {
                throw unknown;
            }
            throw e;
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
            LoggerFactory.getLogger(AskingNode.class).warn("left without a good-bye", e);
        }
    }
}
