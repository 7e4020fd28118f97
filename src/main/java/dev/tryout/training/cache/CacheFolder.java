package dev.tryout.training.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of rows that the workers of a machine share, within a budget: those used longest ago make room for new ones. */
final class CacheFolder {
    static final String SUFFIX = ".rows";

    /** Left to checkpoints and everybody else. */
    static final long RESERVED_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final long budgetBytes;

    CacheFolder(Path folder, long budgetBytes) {
        this.folder = folder;
        this.budgetBytes = budgetBytes;
    }

    /** A file's worth: how long it took, when it was used, how big it is. */
    private record Used(Path file, long bytes, FileTime time) {}

    /** The rows of a key, verified; a file that is not what it should be is removed. */
    Optional<Rows> find(RowKey key) throws IOException {
        Path file = folder.resolve(key.fileName() + SUFFIX);
        try {
            Rows rows = RowFile.open(file, key);
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            return Optional.of(rows);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (DamagedRowsException damaged) {
            LOG.warn("{}; it is removed and computed again", damaged.getMessage());
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    /** What a key's rows are computed under. */
    Optional<KeyLock> tryLock(RowKey key) throws IOException {
        Files.createDirectories(folder);
        return KeyLock.tryLock(lockFile(key));
    }

    boolean isStale(RowKey key, Duration limit) {
        return KeyLock.isStale(lockFile(key), limit);
    }

    private Path lockFile(RowKey key) {
        return folder.resolve(key.fileName() + KeyLock.SUFFIX);
    }

    /**
     * Begins a file, with room made for it.
     *
     * @throws IOException where there is no room, or nothing can be written
     */
    RowWriter writer(RowKey key, RowLayout layout) throws IOException {
        Files.createDirectories(folder);
        long bytes = RowFile.headerBytes(key, layout) + layout.bytes();
        makeRoom(bytes);
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable - RESERVED_BYTES < bytes) {
            throw new IOException("the disk of " + folder + " has " + (usable >> 20) + " MiB left, too little for "
                    + (bytes >> 20) + " MiB and the " + (RESERVED_BYTES >> 20) + " MiB that are left to others");
        }
        return new RowWriter(folder, key.fileName() + SUFFIX, key, layout);
    }

    private void makeRoom(long bytes) throws IOException {
        if (bytes > budgetBytes) {
            throw new IOException((bytes >> 20) + " MiB of rows are more than the " + (budgetBytes >> 20)
                    + " MiB that files may take");
        }
        List<Used> files = files();
        long total = files.stream().mapToLong(Used::bytes).sum();
        for (Used oldest : files) {
            if (total + bytes > budgetBytes) {
                LOG.info("{} makes room for other rows", oldest.file());
                Files.deleteIfExists(oldest.file());
                total -= oldest.bytes();
            }
        }
    }

    /** The longest unused first; what a writer that died left behind is removed. */
    private List<Used> files() throws IOException {
        FileTime abandoned = FileTime.fromMillis(System.currentTimeMillis() - ABANDONED.toMillis());
        List<Used> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = file.getFileName().toString();
                try {
                    FileTime time = Files.getLastModifiedTime(file);
                    if (name.endsWith(SUFFIX)) {
                        files.add(new Used(file, Files.size(file), time));
                    } else if (name.endsWith(RowWriter.TEMPORARY) && time.compareTo(abandoned) < 0) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException gone) {
                    LOG.debug("{} was removed by another worker", file, gone);
                }
            }
        }
        files.sort(Comparator.comparing(Used::time).thenComparing(Used::file));
        return files;
    }
}
