package dev.tryout.training.cache;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Rows in a file, little-endian throughout:
 *
 * <pre>
 * magic            8 bytes, "tryorows"
 * version          int, 1
 * header's bytes   int, from the magic to the header's checksum, both included
 * element          int, as {@link Element#code} has it
 * width            int
 * rows             int
 * key's bytes      int
 * seconds          double, what computing the rows took
 * rows' checksum   long, CRC-32C
 * key              UTF-8
 * lengths          an int for each row, in tokens
 * header's checksum long, CRC-32C of all before
 * the rows         to the file's end
 * </pre>
 */
final class RowFile {
    private static final byte[] MAGIC = "tryorows".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int PREAMBLE_BYTES = 48;
    private static final long MAX_HEADER_BYTES = 512L << 20;

    private RowFile() {}

    /** How long the header of such rows is. */
    static long headerBytes(RowKey key, RowLayout layout) {
        return PREAMBLE_BYTES
                + key.text().getBytes(StandardCharsets.UTF_8).length
                + (long) layout.rows() * Integer.BYTES
                + Long.BYTES;
    }

    static ByteBuffer header(RowKey key, RowLayout layout, double seconds, long checksum) {
        byte[] text = key.text().getBytes(StandardCharsets.UTF_8);
        int bytes = Math.toIntExact(headerBytes(key, layout));
        ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putInt(VERSION).putInt(bytes);
        header.putInt(layout.element().code()).putInt(layout.width());
        header.putInt(layout.rows()).putInt(text.length);
        header.putDouble(seconds).putLong(checksum).put(text);
        for (int row = 0; row < layout.rows(); row++) {
            header.putInt(layout.length(row));
        }
        long sum = checksum(header.duplicate().flip());
        return header.putLong(sum).flip();
    }

    /**
     * Maps a file and verifies every byte of it.
     *
     * @throws DamagedRowsException where it is not whole, or holds other rows than the key's
     */
    static Rows open(Path file, RowKey key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = verifiedHeader(file, channel);
            try {
                return rows(file, channel, key, header);
            } catch (BufferUnderflowException | IllegalArgumentException malformed) {
                throw new DamagedRowsException(file, "has a header that does not add up");
            }
        }
    }

    private static ByteBuffer verifiedHeader(Path file, FileChannel channel) throws IOException {
        ByteBuffer preamble = read(file, channel, PREAMBLE_BYTES);
        byte[] magic = new byte[MAGIC.length];
        preamble.get(magic);
        if (!Arrays.equals(magic, MAGIC) || preamble.getInt() != VERSION) {
            throw new DamagedRowsException(file, "is no file of rows of this version");
        }
        long bytes = preamble.getInt();
        if (bytes < PREAMBLE_BYTES + Long.BYTES || bytes > Math.min(MAX_HEADER_BYTES, channel.size())) {
            throw new DamagedRowsException(file, "has a header that cannot be " + bytes + " bytes long");
        }
        ByteBuffer header = read(file, channel, (int) bytes);
        int summed = header.limit() - Long.BYTES;
        if (checksum(header.duplicate().limit(summed)) != header.getLong(summed)) {
            throw new DamagedRowsException(file, "has a header with a wrong checksum");
        }
        return header.position(MAGIC.length + 2 * Integer.BYTES).limit(summed);
    }

    private static Rows rows(Path file, FileChannel channel, RowKey key, ByteBuffer header) throws IOException {
        Element element = Element.of(header.getInt());
        int width = header.getInt();
        int count = header.getInt();
        byte[] text = new byte[bounded(header.getInt(), header.remaining())];
        double seconds = header.getDouble();
        long checksum = header.getLong();
        header.get(text);
        if (!new String(text, StandardCharsets.UTF_8).equals(key.text())) {
            throw new DamagedRowsException(file, "holds the rows of something else");
        }
        if (header.remaining() != (long) count * Integer.BYTES) {
            throw new DamagedRowsException(file, "has a header that does not add up");
        }
        int[] lengths = new int[count];
        header.asIntBuffer().get(lengths);
        RowLayout layout = new RowLayout(element, width, lengths);
        long start = headerBytes(key, layout);
        if (start + layout.bytes() != channel.size()) {
            throw new DamagedRowsException(
                    file, "has " + channel.size() + " bytes and should have " + (start + layout.bytes()));
        }
        ByteBuffer[] segments = map(channel, start, layout);
        if (checksum(segments) != checksum) {
            throw new DamagedRowsException(file, "has rows with a wrong checksum");
        }
        return new Rows(layout, segments, seconds);
    }

    private static int bounded(int count, int limit) {
        if (count < 0 || count > limit) {
            throw new IllegalArgumentException(count + " of " + limit);
        }
        return count;
    }

    /** The rows of a file that is written. */
    static ByteBuffer[] map(FileChannel channel, long start, RowLayout layout) throws IOException {
        ByteBuffer[] segments = new ByteBuffer[layout.segments()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] =
                    channel.map(FileChannel.MapMode.READ_ONLY, start + layout.segmentOffset(i), layout.segmentBytes(i));
        }
        return segments;
    }

    static long checksum(ByteBuffer... segments) {
        CRC32C sum = new CRC32C();
        for (ByteBuffer segment : segments) {
            sum.update(segment.duplicate());
        }
        return sum.getValue();
    }

    private static ByteBuffer read(Path file, FileChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, buffer.position()) < 0) {
                throw new DamagedRowsException(file, "ends within its header");
            }
        }
        return buffer.flip();
    }
}
