package dev.tryout.training.files;

import dev.tryout.training.cache.CacheSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that came from elsewhere, named by their content alone, which the workers of a machine share within a budget. One of them
 * fetches a file while the others that want it wait; those used longest ago make room, and none that a worker holds. A copy
 * is verified whenever a worker takes hold of it, and one that is damaged is fetched again.
 */
public final class FileStore {
    /** For all workers of a machine, where nothing else is said. */
    public static final long DEFAULT_BYTES = 20L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MS = 50;

    private final Path folder;
    private final long budgetBytes;
    private final Duration patience;

    /** A copy that stays until it is closed. */
    public static final class Held implements AutoCloseable {
        private final Path path;
        private final StoreLocks.Lock use;

        private Held(Path path, StoreLocks.Lock use) {
            this.path = path;
            this.use = use;
        }

        public Path path() {
            return path;
        }

        @Override
        public void close() {
            use.close();
        }
    }

    @FunctionalInterface
    private interface Attempt {
        Optional<StoreLocks.Lock> lock() throws IOException;
    }

    /** @param patience with another worker that fetches a file and gets nowhere */
    FileStore(Path folder, long budgetBytes, Duration patience) {
        this.folder = folder;
        this.budgetBytes = budgetBytes;
        this.patience = patience;
    }

    /** The store of this machine, in its folder for caches. */
    public static FileStore ofMachine(long budgetBytes) {
        return new FileStore(CacheSettings.defaultFolder().resolve("files"), budgetBytes, PATIENCE);
    }

    /**
     * A copy of a file, fetched where there is none.
     *
     * @throws IOException where it cannot be had, or there is no room for it
     */
    public Held hold(FileEntry file, FileSupply supply) throws IOException, InterruptedException {
        StoreLocks locks = StoreLocks.of(folder);
        StoredName name = StoredName.of(file);
        Path path = folder.resolve(name.text());
        StoreLocks.Lock use = await(name, supply, () -> locks.tryShare(name.useLock()));
        boolean whole = false;
        try {
            if (!isWhole(file, path)) {
                try (StoreLocks.Lock turn = await(name, supply, () -> locks.tryAlone(name.fetchLock()))) {
                    if (!isWhole(file, path)) {
                        fetch(file, name, supply, locks);
                    }
                }
            }
            Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis()));
            whole = true;
            return new Held(path, use);
        } finally {
            if (!whole) {
                use.close();
            }
        }
    }

    private boolean isWhole(FileEntry file, Path copy) throws IOException {
        if (!Files.exists(copy)) {
            return false;
        }
        boolean whole = file.isContentOf(copy);
        if (!whole) {
            LOG.warn("the copy {} of {} is damaged; it is fetched again", copy, file.path());
        }
        return whole;
    }

    private void fetch(FileEntry file, StoredName name, FileSupply supply, StoreLocks locks)
            throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve(name.text()));
        StoreRoom room = new StoreRoom(folder, budgetBytes, locks);
        try (StoreLocks.Lock alone = await(name, supply, () -> locks.tryAlone(StoreRoom.LOCK))) {
            room.reserve(name);
        }
        try {
            LOG.info("fetches {} ({} bytes, SHA-256 {})", file.path(), file.bytes(), file.sha256());
            supply.fetch(file, folder.resolve(name.text()));
        } finally {
            Files.deleteIfExists(folder.resolve(name.partial()));
        }
    }

    /** Waits for a lock for as long as its holder gets on with the file. */
    private StoreLocks.Lock await(StoredName name, FileSupply supply, Attempt attempt)
            throws IOException, InterruptedException {
        long sinceNanos = System.nanoTime();
        long seenBytes = -1;
        while (true) {
            Optional<StoreLocks.Lock> lock = attempt.lock();
            if (lock.isPresent()) {
                return lock.get();
            }
            long bytes = partialBytes(name);
            if (bytes != seenBytes) {
                seenBytes = bytes;
                sinceNanos = System.nanoTime();
            } else if (System.nanoTime() - sinceNanos > patience.toNanos()) {
                throw new IOException("another process of this machine has fetched " + name.text() + " into " + folder
                        + " for " + patience.toSeconds() + " s without getting on; end it, or wait for it");
            }
            supply.beat();
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private long partialBytes(StoredName name) throws IOException {
        try {
            return Files.size(folder.resolve(name.partial()));
        } catch (NoSuchFileException none) {
            return -1;
        }
    }
}
