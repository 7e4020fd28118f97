package dev.tryout.training.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes room in a store, for who has its lock. */
final class StoreRoom {
    /** The byte that is locked by who makes room. */
    static final long LOCK = 0;

    /** Left to checkpoints and everybody else. */
    static final long RESERVED_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(StoreRoom.class);

    private final Path folder;
    private final long budgetBytes;
    private final StoreLocks locks;

    private record Copy(Path file, StoredName name, FileTime used) {}

    StoreRoom(Path folder, long budgetBytes, StoreLocks locks) {
        this.folder = folder;
        this.budgetBytes = budgetBytes;
        this.locks = locks;
    }

    /**
     * Begins a file under the name that it has until it is whole, so that others know of the room that it takes.
     *
     * @throws IOException where there is no room: the budget is too small, its files are all in use, or the disk is full
     */
    void reserve(StoredName wanted) throws IOException {
        if (wanted.bytes() > budgetBytes) {
            throw new IOException("a file of " + mebibytes(wanted.bytes()) + " is more than the "
                    + mebibytes(budgetBytes) + " that fetched files may take; start the worker with a larger"
                    + " --file-cache, or put the file at its place");
        }
        Files.deleteIfExists(folder.resolve(wanted.partial()));
        long total = wanted.bytes() + partialBytes();
        List<Copy> copies = copies();
        total += copies.stream().mapToLong(copy -> copy.name().bytes()).sum();
        for (Copy oldest : copies) {
            if (total > budgetBytes && evict(oldest)) {
                total -= oldest.name().bytes();
            }
        }
        if (total > budgetBytes) {
            throw new IOException("there is no room for a file of " + mebibytes(wanted.bytes()) + " in " + folder
                    + ": workers use all but " + mebibytes(Math.max(0, budgetBytes - total + wanted.bytes())) + " of "
                    + mebibytes(budgetBytes) + "; start them with a larger --file-cache");
        }
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable - RESERVED_BYTES < wanted.bytes()) {
            throw new IOException("the disk of " + folder + " has " + mebibytes(usable) + " left, too little for "
                    + mebibytes(wanted.bytes()) + " and the " + mebibytes(RESERVED_BYTES) + " that are left to others");
        }
        Files.createFile(folder.resolve(wanted.partial()));
    }

    private boolean evict(Copy copy) throws IOException {
        Optional<StoreLocks.Lock> unused = locks.tryAlone(copy.name().useLock());
        if (unused.isEmpty()) {
            return false;
        }
        try (StoreLocks.Lock alone = unused.get()) {
            LOG.info("{} makes room for another file", copy.file());
            Files.deleteIfExists(copy.file());
            return true;
        }
    }

    /** The longest unused first. */
    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        for (Path file : named(false)) {
            try {
                FileTime used = Files.getLastModifiedTime(file);
                StoredName.read(file.getFileName().toString())
                        .ifPresent(name -> copies.add(new Copy(file, name, used)));
            } catch (NoSuchFileException gone) {
                LOG.debug("{} was removed by another worker", file, gone);
            }
        }
        copies.sort(Comparator.comparing(Copy::used).thenComparing(Copy::file));
        return copies;
    }

    /** What the others that fetch will take; what one that died left behind is removed. */
    private long partialBytes() throws IOException {
        long bytes = 0;
        for (Path file : named(true)) {
            StoredName name = StoredName.read(file.getFileName().toString()).orElseThrow();
            Optional<StoreLocks.Lock> abandoned = locks.tryAlone(name.fetchLock());
            if (abandoned.isPresent()) {
                try (StoreLocks.Lock alone = abandoned.get()) {
                    Files.deleteIfExists(file);
                }
            } else {
                bytes += name.bytes();
            }
        }
        return bytes;
    }

    private List<Path> named(boolean partial) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(StoredName.PARTIAL) == partial
                            && StoredName.read(file.getFileName().toString()).isPresent())
                    .toList();
        }
    }

    private static String mebibytes(long bytes) {
        return ((bytes + (1L << 20) - 1) >> 20) + " MiB";
    }
}
