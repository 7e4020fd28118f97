package dev.tryout.training.files;

import dev.tryout.training.tensor.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file that trials read, as the coordinator has it.
 *
 * @param path where it is there, absolute
 * @param sha256 of its content, in hex
 */
public record FileEntry(String path, long bytes, String sha256) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public FileEntry {
        if (bytes < 0) {
            throw new IllegalArgumentException("a file has 0 bytes or more, got " + bytes);
        }
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 digits of lower-case hex, got '" + sha256 + "'");
        }
    }

    /** Reads the whole file. */
    public static FileEntry of(Path file) throws IOException {
        Path place = place(file);
        return new FileEntry(place.toString(), Files.size(place), Checksums.sha256(place));
    }

    /** Whether a file has this size and this content. */
    public boolean isContentOf(Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && Checksums.sha256(file).equals(sha256);
    }

    /** How files are told apart: absolute, without detours. */
    static Path place(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
