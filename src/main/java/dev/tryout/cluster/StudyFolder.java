package dev.tryout.cluster;

import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where a study keeps everything: its journal, its trials' checkpoints, logs, and the champion. */
public record StudyFolder(Path root) {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    public StudyFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The study's name, unless its folder was set aside under another. */
    public String name() {
        return String.valueOf(root.getFileName());
    }

    /**
     * The event journal: the one that is here, or the one that a study which begins here is to have.
     *
     * @param configuration of the coordinator, or null for the defaults
     */
    public Journal journal(@Nullable Path configuration) throws JournalException {
        return Journal.of(root, () -> Node.settings(configuration));
    }

    /** Checkpoints, a folder for each trial. */
    public Path trials() {
        return root.resolve("trials");
    }

    /** The checkpoints of one run. */
    Path run(int number) {
        return trials().resolve(String.format(Locale.ROOT, "%04d", number));
    }

    /** The best trial's checkpoint while the study runs. */
    public Path promotion() {
        return root.resolve("promotion");
    }

    /** The newest checkpoints of runs whose workers have folders of their own. */
    Path kept() {
        return root.resolve("kept");
    }

    /** The champion's model folder. */
    public Path champion() {
        return root.resolve("champion");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of the coordinator or of a worker. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Where the coordinator that works on the study can be reached, {@code host:port}; may outlive one that was killed. */
    Path addressFile() {
        return root.resolve("coordinator.address");
    }

    /** Where the coordinator can be reached that has claimed this folder; empty while it starts and when it ends. */
    public Optional<String> address() throws IOException {
        try {
            return Optional.of(Files.readString(addressFile()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The study as it was resolved when it began, or last changed. */
    public Path resolvedStudy() {
        return root.resolve("study.yaml");
    }

    /** Whether a study was begun here. */
    public boolean isStudy() {
        return Journal.isIn(root);
    }

    /** Makes the folder, and claims it for this process until the lock is closed; empty where another process has it. */
    public Optional<Lock> lock() throws IOException {
        Files.createDirectories(root);
        // Closing any channel of a file gives up every lock that this process has on it: do not open a second one.
        if (!HELD.add(root)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(
                    root.resolve("coordinator.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock).map(claim -> new Lock(root, claim));
        } finally {
            if (!taken) {
                HELD.remove(root);
            }
        }
    }

    /** A claim on a study folder. */
    public record Lock(Path root, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                lock.acquiredBy().close();
            } finally {
                HELD.remove(root);
            }
        }
    }
}
