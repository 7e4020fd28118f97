package dev.tryout.training.pretrained;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one protobuf message from a stream, field by field, never beyond its end. A nested message shares the stream and is
 * read to its end before the outer one goes on.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT_BITS = 64;
    private static final int SKIP_BYTES = 1 << 16;

    private final InputStream in;
    private long left;
    private int wireType;

    /** @param length of the message in bytes; a stream that ends earlier between two fields ends the message */
    ProtoReader(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    /** The next field's number, or 0 at the end. */
    int next() throws IOException {
        if (left == 0) {
            return 0;
        }
        int first = in.read();
        if (first < 0) {
            left = 0;
            return 0;
        }
        left--;
        long tag = varint(first);
        wireType = (int) (tag & 7);
        long number = tag >>> 3;
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new IOException("a field has the number " + number);
        }
        return (int) number;
    }

    /** The field's value as a whole number. */
    long number() throws IOException {
        require(VARINT);
        return varint(read());
    }

    /** Whether the field is a list of bytes, a text, a nested message or packed numbers. */
    boolean isBytes() {
        return wireType == BYTES;
    }

    /** The field's value as bytes. */
    byte[] bytes(int limit) throws IOException {
        long length = length();
        if (length > limit) {
            throw new IOException("a field has " + length + " bytes, more than " + limit);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the message was cut short");
        }
        left -= length;
        return bytes;
    }

    /** The field's value as a nested message. This reader goes on behind it. */
    ProtoReader message() throws IOException {
        long length = length();
        left -= length;
        return new ProtoReader(in, length);
    }

    /** Passes the field over. */
    void skip() throws IOException {
        switch (wireType) {
            case VARINT -> number();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case BYTES -> skip(length());
            default -> throw new IOException("a field has the wire type " + wireType);
        }
    }

    private void skip(long count) throws IOException {
        if (count > left) {
            throw new EOFException("the message was cut short");
        }
        // Read, not skipped: a digest beneath sees only what is read.
        byte[] passed = new byte[(int) Math.min(count, SKIP_BYTES)];
        for (long remaining = count; remaining > 0; remaining -= passed.length) {
            int wanted = (int) Math.min(remaining, passed.length);
            if (in.readNBytes(passed, 0, wanted) < wanted) {
                throw new EOFException("the message was cut short");
            }
        }
        left -= count;
    }

    private long length() throws IOException {
        require(BYTES);
        long length = varint(read());
        if (length < 0 || length > left) {
            throw new EOFException("a field of " + length + " bytes goes beyond its message");
        }
        return length;
    }

    private void require(int expected) throws IOException {
        if (wireType != expected) {
            throw new IOException("a field has the wire type " + wireType + ", expected " + expected);
        }
    }

    private long varint(int first) throws IOException {
        long value = first & 0x7f;
        int current = first;
        for (int shift = 7; (current & 0x80) != 0; shift += 7) {
            if (shift >= MAX_VARINT_BITS) {
                throw new IOException("a number has more than ten bytes");
            }
            current = read();
            value |= (long) (current & 0x7f) << shift;
        }
        return value;
    }

    private int read() throws IOException {
        int read = left > 0 ? in.read() : -1;
        if (read < 0) {
            throw new EOFException("the message was cut short");
        }
        left--;
        return read;
    }
}
