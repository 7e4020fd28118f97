package dev.tryout.training.files;

import dev.tryout.training.tensor.DurableFiles;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file of a run's folder, as it travels between machines.
 *
 * @param name where it is in the folder, with slashes between the folders inside
 * @param sha256 of its content, in hex
 */
public record RunFile(String name, long bytes, String sha256) {
    private static final int MAX_NAME_CHARS = 200;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\\\:*?\"<>|]");

    public RunFile {
        requireInside(name);
        entry("", bytes, sha256);
    }

    /** What a download of it is to bring. */
    public FileEntry entry() {
        return entry(name, bytes, sha256);
    }

    private static FileEntry entry(String name, long bytes, String sha256) {
        return new FileEntry(name, bytes, sha256);
    }

    /** Where it lies in a folder. */
    public Path in(Path folder) {
        return folder.resolve(name);
    }

    /** Names that lead elsewhere, mean something else to other systems, or are those of Tryout's own files. */
    private static void requireInside(String name) {
        boolean isPlain =
                name.length() <= MAX_NAME_CHARS && !FORBIDDEN.matcher(name).find();
        for (String part : name.split("/", -1)) {
            isPlain &= !part.isEmpty() && !part.endsWith(".") && !part.endsWith(" ");
        }
        if (!isPlain || !RunFolder.travels(name) || name.endsWith(DurableFiles.TEMPORARY)) {
            throw new IllegalArgumentException("no name for a file of a checkpoint: '" + name + "'");
        }
    }
}
