package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Hands out a file in chunks, each on request; ends when nobody has asked for a while. */
final class FileSource {
    static final int CHUNK_BYTES = 256 * 1024;
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    private FileSource() {}

    /** What a source is asked. */
    sealed interface Message {}

    /** Send the chunk that begins at this offset. */
    record NextChunk(long offset, ActorRef<Download.Message> replyTo) implements Message, WireMessage {}

    private record Idle() implements Message {}

    static Behavior<Message> create(Path file) {
        return Behaviors.setup(context -> {
            context.setReceiveTimeout(IDLE_LIMIT, new Idle());
            return Behaviors.receive(Message.class)
                    .onMessage(NextChunk.class, request -> {
                        request.replyTo().tell(read(file, request.offset()));
                        return Behaviors.same();
                    })
                    .onMessage(Idle.class, idle -> Behaviors.stopped())
                    .build();
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
