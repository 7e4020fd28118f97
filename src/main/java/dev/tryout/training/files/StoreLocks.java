package dev.tryout.training.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Locks among the processes of a machine, each on one byte of a file, and among the threads of this one. The system frees a
 * process's locks when it dies; it also frees all of them when the process closes any channel of the file, so a process has one
 * channel for a folder, open while there is a lock.
 */
final class StoreLocks {
    static final String FILE = "locks";

    private static final Map<Path, StoreLocks> OF_FOLDER = new HashMap<>();

    private final Path file;
    private final Map<Long, Holding> holdings = new HashMap<>();
    private @Nullable FileChannel channel;

    private static final class Holding {
        private final FileLock lock;
        private final boolean shared;
        private int holders = 1;

        Holding(FileLock lock, boolean shared) {
            this.lock = lock;
            this.shared = shared;
        }
    }

    /** A lock that is held; closing it twice does no harm. */
    final class Lock implements AutoCloseable {
        private final long position;
        private boolean open = true;

        private Lock(long position) {
            this.position = position;
        }

        @Override
        public void close() {
            synchronized (StoreLocks.this) {
                if (open) {
                    open = false;
                    release(position);
                }
            }
        }
    }

    private StoreLocks(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** The locks of a folder, which is made where it is missing. */
    static StoreLocks of(Path folder) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        synchronized (OF_FOLDER) {
            return OF_FOLDER.computeIfAbsent(real, StoreLocks::new);
        }
    }

    /** A lock that several may have at once; empty where somebody has it alone. */
    synchronized Optional<Lock> tryShare(long position) throws IOException {
        Holding holding = holdings.get(position);
        if (holding == null) {
            return take(position, true);
        }
        if (!holding.shared) {
            return Optional.empty();
        }
        holding.holders++;
        return Optional.of(new Lock(position));
    }

    /** A lock that nobody else has; empty where somebody has it. */
    synchronized Optional<Lock> tryAlone(long position) throws IOException {
        return holdings.containsKey(position) ? Optional.empty() : take(position, false);
    }

    private Optional<Lock> take(long position, boolean shared) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        FileLock lock = null;
        try {
            lock = channel.tryLock(position, 1, shared);
        } finally {
            if (lock == null) {
                closeIfIdle();
            }
        }
        if (lock == null) {
            return Optional.empty();
        }
        holdings.put(position, new Holding(lock, shared));
        return Optional.of(new Lock(position));
    }

    private void release(long position) {
        Holding holding = holdings.get(position);
        if (holding == null || --holding.holders > 0) {
            return;
        }
        holdings.remove(position);
        try {
            holding.lock.release();
            closeIfIdle();
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot unlock " + file, fault);
        }
    }

    private void closeIfIdle() throws IOException {
        if (holdings.isEmpty() && channel != null) {
            channel.close();
            channel = null;
        }
    }
}
