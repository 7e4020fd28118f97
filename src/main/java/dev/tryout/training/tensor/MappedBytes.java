package dev.tryout.training.tensor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file through the memory it is mapped into: nothing of it is copied to the heap but what is asked for, and processes
 * that read the same file share its pages. Java unmaps it when nothing refers to it any more.
 */
final class MappedBytes implements FileBytes {
    /** Java maps less than 2 GiB at once. */
    static final long WINDOW_BYTES = 1L << 30;

    private final Path path;
    private final long windowBytes;
    private final RandomAccessFile file;
    private final List<MappedByteBuffer> windows;
    private final long size;

    MappedBytes(Path path) throws IOException {
        this(path, WINDOW_BYTES);
    }

    /** @param windowBytes how much is mapped at once, below 2 GiB */
    MappedBytes(Path path, long windowBytes) throws IOException {
        this.path = path;
        this.windowBytes = windowBytes;
        List<MappedByteBuffer> mapped = new ArrayList<>();
        file = map(path, windowBytes, mapped);
        windows = List.copyOf(mapped);
        size = windows.stream().mapToLong(MappedByteBuffer::capacity).sum();
    }

    /** An interrupt would close the channel under the mapping; it is kept for the caller instead. */
    private static RandomAccessFile map(Path path, long windowBytes, List<MappedByteBuffer> into) throws IOException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            while (true) {
                RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
                try {
                    into.clear();
                    long size = file.length();
                    for (long start = 0; start < size; start += windowBytes) {
                        into.add(file.getChannel()
                                .map(FileChannel.MapMode.READ_ONLY, start, Math.min(windowBytes, size - start)));
                    }
                    return file;
                } catch (ClosedByInterruptException interrupted) {
                    wasInterrupted |= Thread.interrupted();
                    file.close();
                } catch (IOException | RuntimeException fault) {
                    file.close();
                    throw fault;
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
        // The kernel answers access to a page that the file no longer has with a signal, which Java reports at any
        // later time.
        if (file.length() < size) {
            throw new MalformedTensorsException(path + ": it was cut short while it was read");
        }
        int done = 0;
        while (done < length) {
            MappedByteBuffer window = windows.get((int) ((position + done) / windowBytes));
            int offset = (int) ((position + done) % windowBytes);
            int count = Math.min(length - done, window.capacity() - offset);
            window.get(offset, into, done, count);
            done += count;
        }
    }

    /** Closes the file; the mapping goes with this object. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
