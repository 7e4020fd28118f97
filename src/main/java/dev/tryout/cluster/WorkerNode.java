package dev.tryout.cluster;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The node that holds one worker and its device. */
public final class WorkerNode {
    private final ActorSystem<Void> system;
    private final ActorRef<WorkerActor.Message> worker;
    private final CompletableFuture<Ended> ended;

    /** How a worker ended by itself. */
    public enum Ending {
        /** It was told to leave, and did. */
        LEFT,
        /** There is no coordinator, or none that it can reach. */
        ORPHANED,
        /** A fresh process does better; nothing is wrong with the device. */
        AFRESH,
        /** Its device, its disk or a defect. */
        UNFIT
    }

    /** @param reason for people */
    public record Ended(Ending ending, String reason) {}

    private WorkerNode(ActorSystem<Void> system, ActorRef<WorkerActor.Message> worker, CompletableFuture<Ended> ended) {
        this.system = system;
        this.worker = worker;
        this.ended = ended;
    }

    /**
     * Starts a worker and joins the cluster.
     *
     * @param studies the folder of studies, for checkpoints
     * @param coordinators {@code host:port} of nodes to join, at least one
     * @param configuration of this node, or null for the defaults
     */
    public static WorkerNode start(
            WorkerInfo info,
            Path studies,
            ObjectiveSource objectives,
            List<String> coordinators,
            @Nullable Path configuration) {
        Config config = Node.config(
                configuration,
                List.of("worker"),
                coordinators.stream().map(Node::seed).toList());
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        CompletableFuture<ActorRef<WorkerActor.Message>> spawned = new CompletableFuture<>();
        Behavior<Void> guardian = Behaviors.setup(context -> {
            WorkerActor.Setup setup = new WorkerActor.Setup(
                    info,
                    studies,
                    objectives,
                    context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig("tryout.trial-dispatcher")),
                    config.getDuration("tryout.retry-interval"),
                    config.getDuration("tryout.silence-limit"),
                    config.getDuration("tryout.orphan-limit"));
            ActorRef<WorkerActor.Message> worker = context.spawn(WorkerActor.create(setup), "worker");
            context.watch(worker);
            spawned.complete(worker);
            context.spawn(JoinRefusals.create(reason -> ended.complete(new Ended(Ending.UNFIT, reason))), "refusals");
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, failed -> {
                        ended.complete(ended(failed.cause()));
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, over -> {
                        ended.complete(new Ended(Ending.LEFT, "left"));
                        return Behaviors.same();
                    })
                    .build();
        });
        ActorSystem<Void> system = ActorSystem.create(guardian, Node.SYSTEM, config);
        Node.whenRemoved(system, () -> ended.complete(new Ended(Ending.ORPHANED, "the node left the cluster")));
        return new WorkerNode(system, spawned.join(), ended);
    }

    private static Ended ended(Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof WorkerActor.WorkerEnded end && end.isOrphan()) {
            return new Ended(Ending.ORPHANED, reason);
        }
        return new Ended(reason.equals(TrialActor.MEMORY_RAN_OUT) ? Ending.AFRESH : Ending.UNFIT, reason);
    }

    /** Completed when the worker ended by itself, or was refused by the cluster. */
    public CompletableFuture<Ended> ended() {
        return ended;
    }

    /** Has the worker leave once the epoch that it trains is recorded. */
    public void drain() {
        worker.tell(new WorkerActor.Leave());
    }

    /** Begins to leave; a trial that runs is taken back. */
    public void stop() {
        system.terminate();
    }

    /** Completed when the node is no part of the cluster any more. */
    public CompletionStage<Done> left() {
        return system.getWhenTerminated();
    }
}
