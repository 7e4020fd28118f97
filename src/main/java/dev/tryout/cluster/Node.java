package dev.tryout.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.MemberStatus;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tryout.cluster.wire.NodeRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations of cluster nodes, and their addresses. */
public final class Node {
    /** The name of every actor system of a cluster. */
    static final String SYSTEM = "tryout";

    private static final Set<MemberStatus> LEAVING =
            Set.of(MemberStatus.leaving(), MemberStatus.exiting(), MemberStatus.down());

    private Node() {}

    /**
     * The configuration of a node.
     *
     * @param file one of {@code cluster-conf}, or null for what is on the class path alone
     * @throws dev.tryout.cluster.wire.NodeConfigurationException where other machines could reach it without mutual TLS
     */
    static Config config(@Nullable Path file, List<String> roles, List<String> seeds) {
        return config(file, Map.of(), roles, seeds);
    }

    /** @param settings that override the file's */
    static Config config(@Nullable Path file, Map<String, Object> settings, List<String> roles, List<String> seeds) {
        Config config = ConfigFactory.defaultOverrides()
                .withFallback(ConfigFactory.parseMap(settings))
                .withFallback(
                        ConfigFactory.parseMap(Map.of("akka.cluster.roles", roles, "akka.cluster.seed-nodes", seeds)))
                .withFallback(base(file))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        return NodeRules.checked(config, file);
    }

    /**
     * Refuses a configuration under which no node would start, before there is anything to undo.
     *
     * @throws dev.tryout.cluster.wire.NodeConfigurationException with the file, the key, its value and the remedy
     */
    public static void check(@Nullable Path file) {
        config(file, List.of(), List.of());
    }

    /** What a node's configuration says of Tryout itself. */
    public static Config settings(@Nullable Path file) {
        return ConfigFactory.defaultOverrides().withFallback(base(file)).resolve();
    }

    private static Config base(@Nullable Path file) {
        Config common = ConfigFactory.parseResources("tryout.conf");
        return file != null && Files.exists(file)
                ? ConfigFactory.parseFile(file.toFile()).withFallback(common)
                : common;
    }

    /** Where others find a system: {@code host:port}. */
    static String address(ActorSystem<?> system) {
        akka.actor.Address address =
                akka.cluster.typed.Cluster.get(system).selfMember().address();
        return address.host().get() + ":" + address.port().get();
    }

    /**
     * Calls back when a node is no member of its cluster any more, or never became one and ends. Its system may take long to end then,
     * where it is cut off from those that it still has something to say to.
     */
    static void whenRemoved(ActorSystem<?> system, Runnable removed) {
        akka.cluster.Cluster.get(Adapter.toClassic(system)).registerOnMemberRemoved(removed);
    }

    /** Whether a node is about to be no member of its cluster, or is none any more; not so before it is one. */
    static boolean isLeaving(ActorSystem<?> system) {
        akka.actor.ActorSystem node = Adapter.toClassic(system);
        if (!system.settings().config().getString("akka.actor.provider").equals("cluster")) {
            return false;
        }
        akka.cluster.Cluster cluster = akka.cluster.Cluster.get(node);
        return cluster.isTerminated() || LEAVING.contains(cluster.selfMember().status());
    }

    /** What a failure says, and what its causes say. */
    static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.length() == 0 ? "" : ": ").append(cause.getMessage());
        }
        return text.toString();
    }

    static String seed(String hostAndPort) {
        return "akka://" + SYSTEM + "@" + hostAndPort;
    }
}
