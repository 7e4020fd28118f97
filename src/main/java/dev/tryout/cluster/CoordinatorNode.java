package dev.tryout.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent.MemberUp;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.Join;
import akka.cluster.typed.SingletonActor;
import akka.cluster.typed.Subscribe;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A coordinator of a standing cluster. Of several, the oldest has the broker and the studies; where it ends, the next one takes both
 * over, the studies from their journals.
 */
public final class CoordinatorNode implements AutoCloseable {
    private static final String ROLE = "coordinator";
    private static final long START_LIMIT_SECONDS = 90;
    private static final long STOP_LIMIT_SECONDS = 40;

    private final ActorSystem<?> system;

    private CoordinatorNode(ActorSystem<?> system) {
        this.system = system;
    }

    /**
     * Starts the node, and waits until it is a member of its cluster with most of the coordinators: one that starts while it is cut
     * off from the others does not take itself for the whole cluster.
     *
     * @param configuration of this node, or null for the defaults
     * @param settings that override it
     * @param coordinators {@code host:port} of all of them, in the same order for each; none where this is the only one
     * @param openers makes what begins the studies, given where their nodes are to join
     * @throws TimeoutException where too few of the others are there, or do not let it in
     */
    public static CoordinatorNode start(
            @Nullable Path configuration,
            Map<String, Object> settings,
            List<String> coordinators,
            Function<String, StudyOpener> openers)
            throws TimeoutException, InterruptedException {
        List<String> seeds = coordinators.stream().map(Node::seed).toList();
        Config config = patient(Node.config(configuration, settings, List.of(ROLE), seeds), coordinators);
        int majority = coordinators.size() / 2 + 1;
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Behavior<MemberUp> guardian = Behaviors.setup(context -> {
            Cluster cluster = Cluster.get(context.getSystem());
            cluster.subscriptions().tell(Subscribe.create(context.getSelf(), MemberUp.class));
            if (seeds.isEmpty()) {
                cluster.manager().tell(Join.create(cluster.selfMember().address()));
            }
            Set<UniqueAddress> up = new HashSet<>();
            return Behaviors.receiveMessage(event -> {
                if (event.member().hasRole(ROLE) && up.add(event.member().uniqueAddress())) {
                    boolean enough = up.size() >= majority
                            && up.contains(cluster.selfMember().uniqueAddress());
                    if (enough && ready.complete(true)) {
                        hold(context.getSystem(), openers);
                    }
                }
                return Behaviors.same();
            });
        });
        ActorSystem<MemberUp> system = ActorSystem.create(guardian, Node.SYSTEM, config);
        system.getWhenTerminated().thenRun(() -> ready.complete(false));
        CoordinatorNode node = new CoordinatorNode(system);
        boolean started = false;
        try {
            started = ready.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LoggerFactory.getLogger(CoordinatorNode.class).warn("no cluster of most coordinators", e);
        } finally {
            if (!started) {
                node.close();
            }
        }
        if (!started) {
            throw new TimeoutException("of the coordinators " + String.join(", ", coordinators) + " fewer than "
                    + majority + " found each other within " + START_LIMIT_SECONDS + " s");
        }
        return node;
    }

    /** The first of several begins a cluster of its own where none of the others answers for a while: not at once, as they may be cut off. */
    private static Config patient(Config config, List<String> coordinators) {
        String own = config.getString("akka.remote.artery.canonical.hostname") + ":"
                + config.getInt("akka.remote.artery.canonical.port");
        boolean isFirst = coordinators.size() > 1 && coordinators.get(0).equals(own);
        return isFirst
                ? ConfigFactory.parseMap(Map.of("akka.cluster.seed-node-timeout", "30s"))
                        .withFallback(config)
                : config;
    }

    private static void hold(ActorSystem<?> node, Function<String, StudyOpener> openers) {
        ClusterSingleton singletons = ClusterSingleton.get(node);
        singletons.init(singleton(node, Broker.create(), "broker"));
        singletons.init(singleton(node, StudyHost.create(openers.apply(Node.address(node))), "host"));
    }

    private static <M> SingletonActor<M> singleton(ActorSystem<?> system, Behavior<M> behavior, String name) {
        return SingletonActor.of(Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart()), name)
                .withSettings(ClusterSingletonSettings.create(system).withRole(ROLE));
    }

    /** Where workers, clients and other coordinators join: {@code host:port}. */
    public String address() {
        return Node.address(system);
    }

    /**
     * Waits until the node is over, by {@link #close} or because the others have given it up.
     *
     * @return whether all of it has ended, so that another can take its place in this process
     */
    public boolean awaitEnd() throws InterruptedException {
        CountDownLatch removed = new CountDownLatch(1);
        Node.whenRemoved(system, removed::countDown);
        removed.await();
        return hasStopped();
    }

    private boolean hasStopped() throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LoggerFactory.getLogger(CoordinatorNode.class).warn("the coordinator did not leave cleanly", e);
            return false;
        }
    }

    /** Leaves the cluster; another coordinator goes on with the studies. */
    @Override
    public void close() {
        system.terminate();
        try {
            hasStopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
