package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The node that holds one worker and its device. */
public final class WorkerNode {
    private final ActorSystem<Void> system;
    private final CompletableFuture<String> ended;

    private WorkerNode(ActorSystem<Void> system, CompletableFuture<String> ended) {
        this.system = system;
        this.ended = ended;
    }

    /**
     * Starts a worker and joins the cluster.
     *
     * @param folder for checkpoints, a folder for each trial
     * @param coordinator {@code host:port} of a node to join
     * @param configuration of this node, or null for the defaults
     */
    public static WorkerNode start(
            WorkerInfo info,
            Path folder,
            ObjectiveSource objectives,
            String coordinator,
            @Nullable Path configuration) {
        Config config = Node.config(configuration, List.of("worker"), List.of(Node.seed(coordinator)));
        CompletableFuture<String> ended = new CompletableFuture<>();
        Behavior<Void> guardian = Behaviors.setup(context -> {
            WorkerActor.Setup setup = new WorkerActor.Setup(
                    info,
                    folder,
                    objectives,
                    context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig("tryout.trial-dispatcher")),
                    config.getDuration("tryout.retry-interval"),
                    config.getDuration("tryout.silence-limit"),
                    config.getDuration("tryout.orphan-limit"));
            ActorRef<WorkerActor.Message> worker = context.spawn(WorkerActor.create(setup), "worker");
            context.watch(worker);
            context.spawn(JoinRefusals.create(ended::complete), "refusals");
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, failed -> {
                        ended.complete(String.valueOf(failed.cause().getMessage()));
                        return Behaviors.same();
                    })
                    .build();
        });
        ActorSystem<Void> system = ActorSystem.create(guardian, Node.SYSTEM, config);
        system.getWhenTerminated().thenRun(() -> ended.complete("the node left the cluster"));
        return new WorkerNode(system, ended);
    }

    /** Completed with the reason when the worker ended by itself, or was refused by the cluster. */
    public CompletableFuture<String> ended() {
        return ended;
    }

    /** Begins to leave; a trial that runs is taken back. */
    public void stop() {
        system.terminate();
    }
}
