package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.files.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the files that a study's trials read, and the checkpoints that are kept of its runs, by their hashes, and no others.
 * Stands beside the study's supervisor, on the same node.
 */
final class FileServer extends AbstractBehavior<FileServer.Message> {
    /** What a server is asked. */
    sealed interface Message {}

    /** Which files are there? */
    record Describe(ActorRef<Described> replyTo) implements Message, WireMessage {}

    /** Offer a file for download, or say that there is none. */
    record Open(String sha256, ActorRef<Download.Message> replyTo) implements Message, WireMessage {}

    /** Is a file still what it was when the study was opened? */
    record Compare(String sha256, ActorRef<Compared> replyTo) implements Message, WireMessage {}

    /** Which checkpoint of a run is there? */
    record DescribeCheckpoint(int run, ActorRef<CheckpointDescribed> replyTo) implements Message, WireMessage {}

    /** Answers {@link DescribeCheckpoint}; null where there is none. */
    record CheckpointDescribed(@Nullable RunFiles files) implements WireMessage {}

    /** Answers {@link Describe}. */
    record Described(Manifest manifest) implements WireMessage {}

    /** Answers {@link Compare}. */
    record Compared(boolean unchanged) implements WireMessage {}

    private final Manifest manifest;
    private final KeptCheckpoints checkpoints;
    private final Executor blocking;

    private FileServer(ActorContext<Message> context, Manifest manifest, KeptCheckpoints checkpoints) {
        super(context);
        this.manifest = manifest;
        this.checkpoints = checkpoints;
        this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    }

    /** A server, which is found through the receptionist. */
    static Behavior<Message> create(String study, Manifest manifest, KeptCheckpoints checkpoints) {
        return Behaviors.setup(context -> {
            context.getSystem().receptionist().tell(Receptionist.register(Services.files(study), context.getSelf()));
            return new FileServer(context, manifest, checkpoints);
        });
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(DescribeCheckpoint.class, this::onDescribeCheckpoint)
                .onMessage(Open.class, this::onOpen)
                .onMessage(Compare.class, this::onCompare)
                .build();
    }

    private Behavior<Message> onDescribe(Describe message) {
        message.replyTo().tell(new Described(manifest));
        return this;
    }

    private Behavior<Message> onDescribeCheckpoint(DescribeCheckpoint message) {
        message.replyTo()
                .tell(new CheckpointDescribed(checkpoints.find(message.run()).orElse(null)));
        return this;
    }

    private Behavior<Message> onOpen(Open message) {
        manifest.find(message.sha256())
                .or(() -> checkpoints.find(message.sha256()))
                .ifPresentOrElse(
                        file -> getContext()
                                .spawnAnonymous(
                                        FileSource.offering(file, message.replyTo()), DispatcherSelector.blocking()),
                        () -> refuse(message));
        return this;
    }

    private void refuse(Open message) {
        getContext().getLog().warn("{} asks for a file that the study does not have", message.replyTo());
        message.replyTo().tell(new Download.Unavailable("the study has no file with that hash"));
    }

    private Behavior<Message> onCompare(Compare message) {
        blocking.execute(() -> message.replyTo()
                .tell(new Compared(manifest.find(message.sha256())
                        .filter(FileServer::isUnchanged)
                        .isPresent())));
        return this;
    }

    private static boolean isUnchanged(FileEntry file) {
        try {
            return file.isContentOf(Path.of(file.path()));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
