package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.cluster.wire.NodeConfigurationException;
import dev.tryout.study.Study;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Asks a study's supervisor something, from a process that has no other part in the study: the one that a coordinator holds, over
 * its cluster, or where nobody works on the study one of its own, over the journal.
 *
 * <p>A request is sent again until it is answered, so it must do no harm twice. Where an answer does not come in time, only the
 * journal knows whether the request was dealt with.
 */
public final class StudyClient {
    private static final long STOP_LIMIT_SECONDS = 15;

    private final @Nullable Path configuration;
    private final Duration limit;

    /**
     * @param configuration of the node, or null for the defaults
     * @param limit how long an answer may take
     */
    public StudyClient(@Nullable Path configuration, Duration limit) {
        this.configuration = configuration;
        this.limit = limit;
    }

    /**
     * Joins a coordinator's cluster, asks, and leaves again.
     *
     * @param coordinator {@code host:port}
     * @param request made for whoever takes the answer
     * @throws TimeoutException where the coordinator is gone or does not answer
     * @throws NodeConfigurationException where the certificates of the two do not fit
     */
    public <A> A join(String coordinator, Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, IOException, InterruptedException {
        return ask(config(List.of(Node.seed(coordinator))), context -> Optional.empty(), request);
    }

    /**
     * Asks a supervisor of this process, which does not open the study.
     *
     * @param journal of a study whose folder the caller has claimed
     * @param study its name
     * @param request made for whoever takes the answer
     * @throws JournalException where the journal cannot be read or written
     * @throws TimeoutException where the journal holds no study, or takes too long
     */
    public <A> A alone(Journal journal, String study, Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, IOException, InterruptedException {
        journal.prepare();
        Config config = journal.configure(config(List.of()));
        String persistenceId = journal.persistenceId(study);
        return ask(
                config,
                context -> {
                    ActorRef<SupervisorMessage> supervisor = context.spawn(
                            Supervisor.create(persistenceId, Study::of, System::currentTimeMillis), "supervisor");
                    context.watch(supervisor);
                    return Optional.of(supervisor);
                },
                request);
    }

    private Config config(List<String> seeds) {
        return Node.config(configuration, List.of("client"), seeds);
    }

    /** @param own spawns a supervisor; empty where one is to be found in the cluster */
    private <A> A ask(
            Config config,
            Function<ActorContext<Void>, Optional<ActorRef<SupervisorMessage>>> own,
            Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, IOException, InterruptedException {
        CompletableFuture<A> answer = new CompletableFuture<>();
        Duration interval = config.getDuration("tryout.retry-interval");
        Behavior<Void> guardian = Behaviors.setup(context -> {
            context.spawn(Asker.create(own.apply(context), request, interval, answer::complete), "asker");
            context.spawn(
                    JoinRefusals.create(reason -> answer.completeExceptionally(new NodeConfigurationException(reason))),
                    "refusals");
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, failed -> {
                        answer.completeExceptionally(failed.cause());
                        return Behaviors.same();
                    })
                    .build();
        });
        ActorSystem<Void> system = ActorSystem.create(guardian, Node.SYSTEM, config);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeConfigurationException refused) {
                throw refused;
            }
            throw new JournalException("the study's journal failed: " + Node.causes(e), e);
        } finally {
            stop(system);
        }
    }

    private static void stop(ActorSystem<Void> system) throws InterruptedException {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LoggerFactory.getLogger(StudyClient.class).warn("left without a good-bye", e);
        }
    }
}
