package dev.tryout.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import akka.japi.function.Function;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.FileSupply;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.files.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A study's files, from the {@link FileServer} on the node of its supervisor. Blocks the thread that asks. */
final class CoordinatorFiles implements FileSupply {
    private static final long BEAT_MS = 200;
    private static final Duration FIND_LIMIT = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final String study;
    private final Address node;
    private final Duration patience;
    private final Runnable signOfLife;

    /** @param node of the supervisor, or of whoever else is beside it */
    CoordinatorFiles(ActorSystem<?> system, String study, Address node, Runnable signOfLife) {
        this(system, study, node, Download.SILENCE_LIMIT, signOfLife);
    }

    /** @param patience with a server that says nothing */
    CoordinatorFiles(ActorSystem<?> system, String study, Address node, Duration patience, Runnable signOfLife) {
        this.system = system;
        this.study = study;
        this.node = node;
        this.patience = patience;
        this.signOfLife = signOfLife;
    }

    @Override
    public Manifest manifest() throws IOException, InterruptedException {
        return ask(FileServer.Described.class, FileServer.Describe::new).manifest();
    }

    @Override
    public Optional<RunFiles> checkpoint(int run) throws IOException, InterruptedException {
        return Optional.ofNullable(
                ask(FileServer.CheckpointDescribed.class, replyTo -> new FileServer.DescribeCheckpoint(run, replyTo))
                        .files());
    }

    @Override
    public boolean isUnchanged(FileEntry file) throws IOException, InterruptedException {
        return ask(FileServer.Compared.class, replyTo -> new FileServer.Compare(file.sha256(), replyTo))
                .unchanged();
    }

    @Override
    public void fetch(FileEntry file, Path target) throws IOException, InterruptedException {
        ActorRef<FileServer.Message> server = server();
        CompletableFuture<Download.Result> done = new CompletableFuture<>();
        ActorRef<Download.Message> download = system.systemActorOf(
                Download.create(target, file, patience, done::complete),
                "download-" + UUID.randomUUID(),
                DispatcherSelector.blocking());
        boolean heard = false;
        try {
            server.tell(new FileServer.Open(file.sha256(), download));
            Download.Result result = await(done);
            heard = true;
            if (result.file() == null) {
                throw new IOException(file.path() + " cannot be fetched from the coordinator: " + result.failure());
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (!heard) {
                download.tell(new Download.Abandon());
                done.join(); // Whoever fetches it next writes to the same place.
            }
        }
    }

    @Override
    public void beat() throws InterruptedException {
        signOfLife.run();
        if (Thread.interrupted()) {
            throw new InterruptedException("the attempt was taken back");
        }
    }

    private <A> A ask(Class<A> answer, Function<ActorRef<A>, FileServer.Message> question)
            throws IOException, InterruptedException {
        try {
            return await(AskPattern.ask(server(), question, patience, system.scheduler())
                    .toCompletableFuture());
        } catch (ExecutionException e) {
            throw new IOException(
                    "the coordinator of study " + study + " does not say what its files are: no "
                            + answer.getSimpleName() + " for " + patience.toSeconds() + " s",
                    e);
        }
    }

    private ActorRef<FileServer.Message> server() throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        while (System.nanoTime() - beganNanos < patience.toNanos()) {
            Optional<ActorRef<FileServer.Message>> found = find();
            if (found.isPresent()) {
                return found.get();
            }
            beat();
            TimeUnit.MILLISECONDS.sleep(BEAT_MS);
        }
        throw new IOException("no coordinator of study " + study + " hands out files at " + node + ", after "
                + patience.toSeconds() + " s");
    }

    /** Where a study has moved, the former coordinator's may still be known. */
    private Optional<ActorRef<FileServer.Message>> find() throws InterruptedException {
        Future<Receptionist.Listing> listing = AskPattern.ask(
                        system.receptionist(),
                        (ActorRef<Receptionist.Listing> replyTo) -> Receptionist.find(Services.files(study), replyTo),
                        FIND_LIMIT,
                        system.scheduler())
                .toCompletableFuture();
        try {
            return await(listing).getServiceInstances(Services.files(study)).stream()
                    .filter(server -> server.path().address().equals(node))
                    .findFirst();
        } catch (ExecutionException slow) {
            return Optional.empty();
        }
    }

    private <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        while (true) {
            beat();
            try {
                return future.get(BEAT_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                beat();
            }
        }
    }
}
