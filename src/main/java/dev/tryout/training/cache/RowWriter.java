package dev.tryout.training.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file of rows beside its place, and moves it there when it is whole. It is not synced: a file that the power took a
 * part of is found out when it is opened.
 */
final class RowWriter extends RowSink implements AutoCloseable {
    static final String TEMPORARY = ".tmp";

    private final RowKey key;
    private final Path target;
    private final Path temporary;
    private final long start;
    private final FileChannel channel;

    RowWriter(Path folder, String name, RowKey key, RowLayout layout) throws IOException {
        super(layout);
        this.key = key;
        this.target = folder.resolve(name);
        this.start = RowFile.headerBytes(key, layout);
        this.temporary = Files.createTempFile(folder, name + ".", TEMPORARY);
        this.channel = FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    void write(int row, ByteBuffer encoded) throws IOException {
        writeAt(start + layout().offset(row), encoded);
    }

    private void writeAt(long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /**
     * Puts the file in its place.
     *
     * @param seconds what computing the rows took
     */
    Rows finish(double seconds) throws IOException {
        requireWhole();
        ByteBuffer[] segments = RowFile.map(channel, start, layout());
        writeAt(0, RowFile.header(key, layout(), seconds, RowFile.checksum(segments)));
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Rows(layout(), segments, seconds);
    }

    /** Closes the file, and removes it where it was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
