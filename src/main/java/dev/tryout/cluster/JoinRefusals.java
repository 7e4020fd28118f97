package dev.tryout.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import dev.tryout.cluster.wire.Refusal;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of a node whose connection to the one that it is to join is refused, as it will be every time. Once the node has joined,
 * that others refuse each other is for the cluster to get over.
 */
final class JoinRefusals {
    private JoinRefusals() {}

    static Behavior<Refusal> create(Consumer<String> told) {
        return Behaviors.setup(context -> {
            List<String> seeds = context.getSystem().settings().config().getStringList("akka.cluster.seed-nodes");
            Cluster cluster = Cluster.get(context.getSystem());
            context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Refusal.class, context.getSelf()));
            return Behaviors.receiveMessage(refusal -> {
                boolean joined = cluster.selfMember().status().equals(MemberStatus.up());
                if (!joined && seeds.stream().anyMatch(seed -> seed.endsWith("@" + refusal.address()))) {
                    told.accept(refusal.toString());
                }
                return Behaviors.same();
            });
        });
    }
}
