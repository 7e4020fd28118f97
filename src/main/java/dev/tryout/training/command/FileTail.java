package dev.tryout.training.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file, for a message. */
final class FileTail {
    private static final int MAX_BYTES = 4_096;
    private static final int MAX_LINES = 20;

    private FileTail() {}

    /** The last 20 lines or 4 KiB, whichever is less; empty where there are none. */
    static String of(Path file) {
        byte[] bytes;
        try (RandomAccessFile source = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, source.length() - MAX_BYTES);
            bytes = new byte[(int) Math.min(MAX_BYTES, source.length() - start)];
            source.seek(start);
            source.readFully(bytes);
        } catch (IOException e) {
            return "";
        }
        List<String> lines =
                new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size()));
    }
}
