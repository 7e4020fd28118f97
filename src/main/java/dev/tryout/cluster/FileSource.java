package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.BehaviorBuilder;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.tensor.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;

/** Hands out a file in chunks, each on request. Reads from disk as it is asked: give it a dispatcher that may block. */
final class FileSource {
    static final int CHUNK_BYTES = 256 * 1024;
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    private FileSource() {}

    /** What a source is asked. */
    sealed interface Message {}

    /** Send the chunk that begins at this offset. */
    record NextChunk(long offset, ActorRef<Download.Message> replyTo) implements Message, WireMessage {}

    private record Idle() implements Message {}

    /** A source that lives until it is stopped. */
    static Behavior<Message> create(Path file) {
        return serving(file).build();
    }

    /**
     * Looks for a file, offers it or says why it cannot, and hands it out until nobody has asked for a while.
     *
     * @param find throws where there is no such file, with a message for people
     */
    static Behavior<Message> offering(Supplier<Path> find, ActorRef<Download.Message> replyTo) {
        return Behaviors.setup(context -> {
            Path file;
            try {
                file = find.get();
                replyTo.tell(new Download.Offer(Files.size(file), Checksums.sha256(file), context.getSelf()));
            } catch (IOException | RuntimeException e) {
                replyTo.tell(new Download.Unavailable(Blame.message(e)));
                return Behaviors.stopped();
            }
            return untilIdle(context, file);
        });
    }

    /** Offers a file whose hash is known; whoever receives it sees whether that still is true. */
    static Behavior<Message> offering(FileEntry file, ActorRef<Download.Message> replyTo) {
        return Behaviors.setup(context -> {
            Path path = Path.of(file.path());
            if (!Files.isRegularFile(path)) {
                replyTo.tell(new Download.Unavailable(path + " is not there any more"));
                return Behaviors.stopped();
            }
            replyTo.tell(new Download.Offer(file.bytes(), file.sha256(), context.getSelf()));
            return untilIdle(context, path);
        });
    }

    private static Behavior<Message> untilIdle(ActorContext<Message> context, Path file) {
        context.setReceiveTimeout(IDLE_LIMIT, new Idle());
        return serving(file).onMessage(Idle.class, idle -> Behaviors.stopped()).build();
    }

    private static BehaviorBuilder<Message> serving(Path file) {
        return BehaviorBuilder.<Message>create().onMessage(NextChunk.class, request -> {
            request.replyTo().tell(read(file, request.offset()));
            return Behaviors.same();
        });
    }

    private static Download.Message read(Path file, long offset) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, Math.max(0, channel.size() - offset)));
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            return new Download.Chunk(offset, buffer.array());
        } catch (IOException e) {
            return new Download.Unavailable("cannot read " + file + ": " + e);
        }
    }
}
