package dev.tryout.training.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Says that somebody computes a key's rows. The system frees it when its holder dies; a holder that lives shows it by the lock
 * file's time. It saves work and guards nothing: files are whole whoever writes them, so two holders only compute twice.
 */
final class KeyLock implements AutoCloseable {
    static final String SUFFIX = ".lock";

    private static final long TOUCH_NANOS = 1_000_000_000L;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private long touchedNanos = System.nanoTime();

    private KeyLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** The lock, or nothing where another process or thread holds it. */
    static Optional<KeyLock> tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                KeyLock held = new KeyLock(file, channel, lock);
                held.showLife();
                return Optional.of(held);
            }
        } catch (OverlappingFileLockException ours) {
            LoggerFactory.getLogger(KeyLock.class).debug("{} is held by another thread", file);
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether the holder showed no life for so long. */
    static boolean isStale(Path file, Duration limit) {
        try {
            long ageMs =
                    System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
            return ageMs > limit.toMillis();
        } catch (IOException gone) {
            return false; // The holder is done.
        }
    }

    /** The same beat, which shows that this lock's holder lives. */
    Beat showingLife(Beat beat) {
        return () -> {
            beat.beat();
            if (System.nanoTime() - touchedNanos > TOUCH_NANOS) {
                showLife();
            }
        };
    }

    private void showLife() {
        touchedNanos = System.nanoTime();
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException gone) {
            LoggerFactory.getLogger(KeyLock.class).debug("{} cannot be touched", file, gone);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        lock.release();
        channel.close();
    }
}
