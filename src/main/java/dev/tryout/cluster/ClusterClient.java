package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a standing cluster for what concerns no single study. Joins it for each question, and leaves again. */
public final class ClusterClient {
    private final @Nullable Path configuration;
    private final List<String> coordinators;
    private final Duration limit;

    /**
     * @param configuration of the node, or null for the defaults
     * @param coordinators {@code host:port}, at least one
     * @param limit how long an answer may take
     */
    public ClusterClient(@Nullable Path configuration, List<String> coordinators, Duration limit) {
        this.configuration = configuration;
        this.coordinators = List.copyOf(coordinators);
        this.limit = limit;
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
        return askHost(replyTo -> new HostMessage.Submit(id, name, study, fresh, replyTo));
    }

    /** Has the cluster go on with a study that is in its folder. */
    public HostMessage.Answer goOn(String name) throws TimeoutException, InterruptedException {
        String id = UUID.randomUUID().toString();
        return askHost(replyTo -> new HostMessage.GoOn(id, name, replyTo));
    }

    /** The studies that are worked on. */
    public List<String> studies() throws TimeoutException, InterruptedException {
        return this.<HostMessage.Studies>askHost(HostMessage.ListStudies::new).names();
    }

    /** The workers that are there. */
    public List<WorkerInfo> workers() throws TimeoutException, InterruptedException {
        try (AskingNode<BrokerMessage> node = node()) {
            return node.ask(Services.BROKER, BrokerMessage.ListWorkers::new).workers();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private <A> A askHost(Function<ActorRef<A>, HostMessage> request) throws TimeoutException, InterruptedException {
        try (AskingNode<HostMessage> node = node()) {
            return node.ask(Services.HOST, request);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private <M> AskingNode<M> node() {
        List<String> seeds = coordinators.stream().map(Node::seed).toList();
        return new AskingNode<>(
                Node.config(configuration, List.of("client"), seeds), limit, context -> Optional.empty());
    }
}
