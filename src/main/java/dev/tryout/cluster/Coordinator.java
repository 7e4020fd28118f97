package dev.tryout.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.study.Study;
import dev.tryout.study.StudySpec;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.tensor.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The node that holds a study's supervisor, leaderboard and journal. Does not load the training engine. By itself it is a cluster with
 * a broker, which workers can join; or it joins a cluster that stands, and has that one's broker lend it workers.
 */
public final class Coordinator implements AutoCloseable {
    private static final long START_LIMIT_SECONDS = 60;
    private static final long STOP_LIMIT_SECONDS = 15;

    private final ActorSystem<Void> system;
    private final ActorRef<SupervisorMessage> supervisor;
    private final String study;
    private final Path addressFile;
    private final KeptCheckpoints checkpoints;
    private volatile boolean closing;

    /** Who wants to know; called from actors' threads, so it must not block. */
    public interface Listener {
        /** Something changed. */
        void onUpdate(SupervisorMessage.Update update);

        /** The study is finished and no trial of it can be promoted. */
        void onPromotionFailed(String reason);

        /** Something that a person may want to know, and need not do anything about. */
        void onNotice(String text);

        /** The study cannot go on here: its journal cannot be written or read, or the node left the cluster. */
        void onFailure(String reason);
    }

    private Coordinator(
            ActorSystem<Void> system,
            ActorRef<SupervisorMessage> supervisor,
            StudyFolder folder,
            KeptCheckpoints checkpoints) {
        this.system = system;
        this.checkpoints = checkpoints;
        this.supervisor = supervisor;
        this.study = folder.name();
        this.addressFile = folder.addressFile();
    }

    /**
     * Starts the node; {@link SupervisorMessage.Begin} or {@link SupervisorMessage.Resume} then starts the study.
     *
     * @param folder claimed by the caller
     * @param configuration of this node, or null for the defaults
     * @param cluster {@code host:port} of a coordinator in this process, whose cluster to join; empty for one of its own
     * @throws IOException where the journal cannot be made or written
     */
    public static Coordinator start(
            StudyFolder folder,
            String studyName,
            @Nullable Path configuration,
            Optional<String> cluster,
            Function<StudySpec, Study> studies,
            Promoter promoter,
            Listener listener)
            throws IOException {
        Files.createDirectories(folder.logs());
        Files.deleteIfExists(folder.addressFile());
        Journal journal = folder.journal(configuration);
        journal.prepare();
        List<String> roles = cluster.isEmpty()
                ? List.of("coordinator", "supervisor", "leaderboard")
                : List.of("supervisor", "leaderboard");
        List<String> seeds = cluster.stream().map(Node::seed).toList();
        Config config = journal.configure(Node.config(configuration, besides(cluster), roles, seeds));
        String persistenceId = journal.persistenceId(studyName);
        Behavior<SupervisorMessage> behavior = SupervisorKeeper.create(
                Supervisor.maker(folder.name(), persistenceId, journal, studies, new SteadyClock()),
                journal.patience(),
                listener::onNotice);
        KeptCheckpoints checkpoints = KeptCheckpoints.open(folder.kept());
        Started started = new Started();
        Behavior<Void> guardian = Behaviors.setup(context -> {
            if (cluster.isEmpty()) {
                Cluster own = Cluster.get(context.getSystem());
                own.manager().tell(Join.create(own.selfMember().address()));
                context.watch(context.spawn(Broker.create(), "broker"));
            }
            ActorRef<SupervisorMessage> supervisor = context.spawn(behavior, "supervisor");
            context.watch(supervisor);
            ActorRef<Leaderboard.Message> leaderboard = context.spawn(
                    Leaderboard.create(
                            supervisor, folder.name(), folder.promotion(), promoter, listener::onPromotionFailed),
                    "leaderboard");
            context.watch(leaderboard);
            // Not watched: a study does without it.
            context.spawn(
                    CheckpointKeeper.create(
                            supervisor,
                            folder.name(),
                            checkpoints,
                            Node.address(context.getSystem()),
                            CheckpointKeeper.Patience.DEFAULT),
                    "checkpoints",
                    DispatcherSelector.blocking());
            ActorRef<SupervisorMessage.Update> updates = context.spawn(
                    Behaviors.receiveMessage(update -> {
                        listener.onUpdate(update);
                        return Behaviors.same();
                    }),
                    "listener");
            context.watch(updates);
            supervisor.tell(new SupervisorMessage.Subscribe(updates));
            context.getSystem().receptionist().tell(Receptionist.register(Services.SUPERVISORS, supervisor));
            context.getSystem()
                    .receptionist()
                    .tell(Receptionist.register(Services.supervisor(folder.name()), supervisor));
            started.ready(supervisor);
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, failed -> {
                        listener.onFailure(explain(failed.cause(), journal));
                        return Behaviors.same();
                    })
                    .build();
        });
        ActorSystem<Void> system = ActorSystem.create(guardian, Node.SYSTEM, config);
        try {
            Coordinator coordinator = new Coordinator(system, started.await(), folder, checkpoints);
            DurableFiles.write(
                    folder.addressFile(),
                    file -> file.write(coordinator.address().getBytes(UTF_8)));
            Node.whenRemoved(system, () -> {
                if (!coordinator.closing) {
                    listener.onFailure("the coordinator's node left its cluster; its log says why");
                }
            });
            return coordinator;
        } catch (IllegalStateException | IOException e) {
            system.terminate();
            throw e;
        }
    }

    /** A journal that cannot be written is said with its place; what the plug-in says of it names neither. */
    private static String explain(Throwable failure, Journal journal) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return journal.place() + " cannot be written: " + cause.getMessage() + "; " + journal.remedy();
            }
        }
        return Node.causes(failure);
    }

    /** A node beside a coordinator is reached at the same host, and at a port of its own. */
    private static Map<String, Object> besides(Optional<String> coordinator) {
        return coordinator
                .map(address -> Map.<String, Object>of(
                        "akka.remote.artery.canonical.hostname",
                        address.substring(0, address.lastIndexOf(':')),
                        "akka.remote.artery.canonical.port",
                        0))
                .orElse(Map.of());
    }

    /** The guardian's reference to the supervisor, handed to the thread that starts the node. */
    private static final class Started {
        private final CountDownLatch ready = new CountDownLatch(1);
        private volatile @Nullable ActorRef<SupervisorMessage> supervisor;

        void ready(ActorRef<SupervisorMessage> ref) {
            supervisor = ref;
            ready.countDown();
        }

        ActorRef<SupervisorMessage> await() {
            try {
                if (!ready.await(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the coordinator did not start in " + START_LIMIT_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the coordinator started", e);
            }
            ActorRef<SupervisorMessage> ref = supervisor;
            if (ref == null) {
                throw new IllegalStateException("the coordinator has no supervisor");
            }
            return ref;
        }
    }

    /** Has workers that lack the study's files fetch them from here. */
    public void handOut(Manifest files) {
        system.systemActorOf(FileServer.create(study, files, checkpoints), "files", Props.empty());
    }

    /** Sends the supervisor a message. */
    public void tell(SupervisorMessage message) {
        supervisor.tell(message);
    }

    /** Where workers join: {@code host:port}. */
    public String address() {
        return Node.address(system);
    }

    /** Ends the node; what was acknowledged is in the journal. */
    @Override
    public void close() {
        closing = true;
        try {
            Files.deleteIfExists(addressFile);
        } catch (IOException e) {
            LoggerFactory.getLogger(Coordinator.class).warn("cannot delete {}", addressFile, e);
        }
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LoggerFactory.getLogger(Coordinator.class).warn("the coordinator did not end cleanly", e);
        }
    }
}
