package dev.tryout.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a standing cluster for what concerns no single study, until it is closed. */
public final class ClusterClient implements AutoCloseable {
    private final AskingNode<HostMessage> node;

    /**
     * Joins.
     *
     * @param configuration of the node, or null for the defaults
     * @param coordinators {@code host:port}, at least one
     * @param limit how long an answer may take
     */
    public ClusterClient(@Nullable Path configuration, List<String> coordinators, Duration limit) {
        List<String> seeds = coordinators.stream().map(Node::seed).toList();
        node = new AskingNode<>(
                Node.config(configuration, List.of("client"), seeds), limit, context -> Optional.empty());
    }

    /**
     * Submits a study.
     *
     * @param study the study file, with every default written out
     * @param fresh whether an unfinished study of the same name is to be set aside
     */
    public HostMessage.Answer submit(String name, String study, boolean fresh)
            throws TimeoutException, InterruptedException {
        String id = UUID.randomUUID().toString();
        return node.askCluster(Services.HOST, replyTo -> new HostMessage.Submit(id, name, study, fresh, replyTo));
    }

    /** Has the cluster go on with a study that is in its folder. */
    public HostMessage.Answer goOn(String name) throws TimeoutException, InterruptedException {
        String id = UUID.randomUUID().toString();
        return node.askCluster(Services.HOST, replyTo -> new HostMessage.GoOn(id, name, replyTo));
    }

    /** The studies that are worked on. */
    public List<String> studies() throws TimeoutException, InterruptedException {
        return node.askCluster(Services.HOST, HostMessage.ListStudies::new).names();
    }

    /** The workers that are there. */
    public List<WorkerInfo> workers() throws TimeoutException, InterruptedException {
        return node.askCluster(Services.BROKER, BrokerMessage.ListWorkers::new).workers();
    }

    /** Leaves. */
    @Override
    public void close() {
        node.close();
    }
}
