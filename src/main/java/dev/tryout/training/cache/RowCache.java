package dev.tryout.training.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows by key: at hand, in a file that some worker of this machine wrote, or computed now. One worker computes while the others
 * that want the same wait for it, until it is done, dies or hangs. Where files cannot be written, rows are kept in memory; where
 * they are too many for that, not at all.
 */
public final class RowCache {
    private static final Logger LOG = LoggerFactory.getLogger(RowCache.class);
    private static final long POLL_MS = 50;
    private static final int WEIGHT_SHIFT = 10;
    private static final int HEAP_SHARE = 2;
    private static final double NANOS = 1e9;

    private final long memoryBytes;
    private final @Nullable CacheFolder folder;
    private final Duration patience;
    private final Cache<RowKey, Rows> atHand;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * What was found or computed.
     *
     * @param computedSeconds what computing it took just now; 0 where it was there already
     */
    public record Found(Rows rows, boolean wasThere, double computedSeconds) {}

    public RowCache(CacheSettings settings) {
        this(settings, Duration.ofSeconds(60));
    }

    /** @param patience with another worker that computes and shows no life */
    RowCache(CacheSettings settings, Duration patience) {
        this.memoryBytes = Math.min(settings.memoryBytes(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        this.folder = settings.diskBytes() == 0 ? null : new CacheFolder(settings.folder(), settings.diskBytes());
        this.patience = patience;
        this.atHand = Caffeine.newBuilder()
                .maximumWeight(memoryBytes >> WEIGHT_SHIFT)
                .weigher((RowKey key, Rows rows) ->
                        (int) Math.min(Integer.MAX_VALUE, (rows.layout().bytes() >> WEIGHT_SHIFT) + 1))
                .build();
    }

    /** The rows of a key, where they are at hand or in a file. */
    public Optional<Rows> find(RowKey key) throws InterruptedException {
        Rows held = atHand.getIfPresent(key);
        if (held != null || folder == null) {
            return Optional.ofNullable(held);
        }
        try {
            Optional<Rows> filed = folder.find(key);
            filed.ifPresent(rows -> atHand.put(key, rows));
            return filed;
        } catch (IOException fault) {
            failed(fault);
            return Optional.empty();
        }
    }

    /**
     * The rows of a key, computed where nobody has them; nothing where there is room for them nowhere.
     *
     * @param beat called while computing and waiting
     */
    public Optional<Found> get(RowKey key, Recipe recipe, Beat beat) throws InterruptedException {
        Optional<Found> found = there(key);
        if (found.isPresent()) {
            return found;
        }
        try (KeyLock lock = folder == null ? null : awaitTurn(folder, key, beat)) {
            found = there(key);
            if (found.isPresent()) {
                return found;
            }
            Beat alive = lock == null ? beat : lock.showingLife(beat);
            return new Computation(key, recipe, alive).run();
        } catch (IOException fault) {
            failed(fault);
            return new Computation(key, recipe, beat).inMemory();
        }
    }

    private Optional<Found> there(RowKey key) throws InterruptedException {
        return find(key).map(rows -> new Found(rows, true, 0));
    }

    /** The lock on computing a key's rows; null where its holder hangs, and is not to be waited for any longer. */
    private @Nullable KeyLock awaitTurn(CacheFolder files, RowKey key, Beat beat)
            throws IOException, InterruptedException {
        for (int round = 0; ; round++) {
            Optional<KeyLock> lock = files.tryLock(key);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (files.isStale(key, patience)) {
                LOG.warn("Another worker computes {} and shows no life; this one does it too", key);
                return null;
            }
            if (round == 0) {
                LOG.info("Another worker computes {}; this one waits for it", key);
            }
            beat.beat();
            Thread.sleep(POLL_MS);
        }
    }

    private void failed(IOException fault) throws InterruptedException {
        if (fault instanceof ClosedByInterruptException) {
            Thread.interrupted();
            throw new InterruptedException("interrupted at a file of the cache");
        }
        if (!warned.getAndSet(true)) {
            LOG.warn("Files cannot be cached, and are not missed: rows stay in memory or are computed again", fault);
        }
    }

    /** Whether nothing is kept anywhere. */
    public boolean isOff() {
        return memoryBytes == 0 && folder == null;
    }

    /** Forgets what is at hand; files stay. */
    public void clear() {
        atHand.invalidateAll();
    }

    /** Rows that nobody has yet. */
    private final class Computation {
        private final RowKey key;
        private final Recipe recipe;
        private final Beat beat;
        private final long startNanos = System.nanoTime();

        Computation(RowKey key, Recipe recipe, Beat beat) {
            this.key = key;
            this.recipe = recipe;
            this.beat = beat;
        }

        Optional<Found> run() throws InterruptedException {
            if (folder == null) {
                return inMemory();
            }
            try (RowWriter writer = folder.writer(key, recipe.layout())) {
                double before = recipe.fill(writer, beat);
                double seconds = seconds();
                return kept(writer.finish(before + seconds), seconds);
            } catch (IOException fault) {
                failed(fault);
                return inMemory();
            }
        }

        Optional<Found> inMemory() throws InterruptedException {
            RowLayout layout = recipe.layout();
            if (layout.bytes() > memoryBytes) {
                return Optional.empty();
            }
            RowMemory memory = new RowMemory(layout);
            try {
                double before = recipe.fill(memory, beat);
                double seconds = seconds();
                return kept(memory.rows(before + seconds), seconds);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private Optional<Found> kept(Rows rows, double seconds) {
            atHand.put(key, rows);
            return Optional.of(new Found(rows, false, seconds));
        }

        private double seconds() {
            return (System.nanoTime() - startNanos) / NANOS;
        }
    }
}
