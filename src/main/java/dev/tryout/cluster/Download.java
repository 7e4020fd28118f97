package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.tensor.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file from a {@link FileSource}, a few chunks at a time. The file appears under its name only when every byte is there and
 * the checksum is right. Ends with exactly one {@link Result}, at the latest when the source has been silent for a while; a
 * failure leaves nothing behind. Writes to disk: give it a dispatcher that may block.
 */
final class Download extends AbstractBehavior<Download.Message> {
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** Chunks that are asked for at once, so that a distant source is not waited for after each. */
    static final int WINDOW_CHUNKS = 8;

    /** What a download is told. */
    sealed interface Message {}

    /** A file to fetch. */
    record Offer(long bytes, String sha256, ActorRef<FileSource.Message> source) implements Message, WireMessage {}

    /** There is nothing to fetch. */
    record Unavailable(String reason) implements Message, WireMessage {}

    /** Bytes from an offset on. */
    @SuppressWarnings("ArrayRecordComponent")
    record Chunk(long offset, byte[] bytes) implements Message, WireMessage {}

    private record Silence() implements Message {}

    /** Nobody wants the file any more. */
    record Abandon() implements Message {}

    /** How a download ended: the file and its checksum, or why there is none. */
    record Result(@Nullable Path file, String sha256, String failure) {}

    private final @Nullable FileEntry expected;
    private final Path target;
    private final Path temporary;
    private final Duration silenceLimit;
    private final Consumer<Result> whenDone;
    private final MessageDigest digest = Checksums.sha256();
    private @Nullable Offer offer;
    private @Nullable FileChannel channel;
    private final NavigableMap<Long, byte[]> early = new TreeMap<>();
    private long received;
    private long asked;

    private Download(
            ActorContext<Message> context,
            Path target,
            @Nullable FileEntry expected,
            Duration silenceLimit,
            Consumer<Result> whenDone) {
        super(context);
        this.expected = expected;
        this.silenceLimit = silenceLimit;
        this.target = target;
        this.temporary = target.resolveSibling(target.getFileName() + ".part");
        this.whenDone = whenDone;
        context.setReceiveTimeout(silenceLimit, new Silence());
    }

    /** Waits for an {@link Offer} and fetches it. The consumer is called in this actor: let it send a message. */
    static Behavior<Message> create(Path target, Consumer<Result> whenDone) {
        return create(target, SILENCE_LIMIT, whenDone);
    }

    static Behavior<Message> create(Path target, Duration silenceLimit, Consumer<Result> whenDone) {
        return Behaviors.setup(context -> new Download(context, target, null, silenceLimit, whenDone));
    }

    /** The same, and any other file that is offered is refused. */
    static Behavior<Message> create(Path target, FileEntry expected, Duration silenceLimit, Consumer<Result> whenDone) {
        return Behaviors.setup(context -> new Download(context, target, expected, silenceLimit, whenDone));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Offer.class, this::onOffer)
                .onMessage(Chunk.class, this::onChunk)
                .onMessage(Unavailable.class, message -> failed(message.reason()))
                .onMessage(Silence.class, message -> failed("no answer for " + silenceLimit.toSeconds() + " s"))
                .onMessage(Abandon.class, message -> failed("it is not wanted any more"))
                .onSignal(PostStop.class, signal -> {
                    discard();
                    return this;
                })
                .build();
    }

    private Behavior<Message> onOffer(Offer message) {
        if (offer != null) {
            return this;
        }
        if (expected != null
                && (message.bytes() != expected.bytes() || !message.sha256().equals(expected.sha256()))) {
            return failed("another file was offered than the one that was asked for");
        }
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            return failed("cannot write " + temporary + ": " + e);
        }
        offer = message;
        return next();
    }

    private Behavior<Message> onChunk(Chunk chunk) {
        if (offer == null || channel == null || chunk.offset() < received || chunk.offset() >= asked) {
            return this;
        }
        if (chunk.offset() > received) {
            if (early.size() < WINDOW_CHUNKS) {
                early.putIfAbsent(chunk.offset(), chunk.bytes());
            }
            return this;
        }
        for (byte[] bytes = chunk.bytes(); bytes != null; bytes = early.remove(received)) {
            if (bytes.length == 0) {
                return failed("the file ended after " + received + " of " + offer.bytes() + " bytes");
            }
            try {
                write(channel, bytes);
            } catch (IOException e) {
                return failed("cannot write " + temporary + ": " + e);
            }
        }
        early.headMap(received).clear();
        return next();
    }

    private void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        digest.update(bytes);
        received += bytes.length;
        if (bytes.length != FileSource.CHUNK_BYTES) {
            asked = received; // What was asked for behind it begins elsewhere.
            early.clear();
        }
    }

    private Behavior<Message> next() {
        if (offer == null || channel == null) {
            return failed("nothing was offered");
        }
        if (received < offer.bytes()) {
            long end = Math.min(offer.bytes(), received + (long) WINDOW_CHUNKS * FileSource.CHUNK_BYTES);
            for (; asked < end; asked += FileSource.CHUNK_BYTES) {
                offer.source().tell(new FileSource.NextChunk(asked, getContext().getSelf()));
            }
            return this;
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(offer.sha256())) {
            return failed("the checksum of what arrived is wrong");
        }
        try {
            channel.force(true);
            channel.close();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel = null;
        } catch (IOException e) {
            return failed("cannot write " + target + ": " + e);
        }
        whenDone.accept(new Result(target, offer.sha256(), ""));
        return Behaviors.stopped();
    }

    private Behavior<Message> failed(String reason) {
        discard();
        whenDone.accept(new Result(null, "", reason));
        return Behaviors.stopped();
    }

    private void discard() {
        if (channel == null) {
            return; // Nothing was begun, or it has its own name by now.
        }
        try {
            channel.close();
            channel = null;
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            getContext().getLog().warn("cannot delete {}", temporary, e);
        }
    }
}
