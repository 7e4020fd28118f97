package dev.tryout.training.tensor;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/** Files that are there whole or not at all, and stay there when the power goes. */
public final class DurableFiles {
    /** The end of the name of a file that is being written; one that is left over is worthless. */
    public static final String TEMPORARY = ".tmp";

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Body {
        void write(RandomAccessFile file) throws IOException;
    }

    private DurableFiles() {}

    /** Writes to a temporary name beside the target, syncs, renames, and syncs the folder. */
    public static void write(Path target, Body body) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        try {
            Files.deleteIfExists(temporary);
            try (RandomAccessFile file = new RandomAccessFile(temporary.toFile(), "rw")) {
                body.write(file);
                file.getFD().sync();
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException fault) {
            Files.deleteIfExists(temporary);
            throw fault;
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            syncFolder(folder);
        }
    }

    /** Syncs a file that was written by other means. */
    public static void syncFile(Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.getFD().sync();
        }
    }

    /** Syncs a folder's entries, where the platform can: Windows opens no folder, and needs none. */
    public static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            LoggerFactory.getLogger(DurableFiles.class).debug("{} was not synced", folder, unsupported);
        }
    }
}
