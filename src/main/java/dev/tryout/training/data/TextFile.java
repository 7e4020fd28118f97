package dev.tryout.training.data;

import dev.tryout.training.StudyFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A regular file of UTF-8 text within the bound on size, with messages that name the file and the line. */
final class TextFile {
    /** Examples are held in memory, in every worker: a file of this size was read within a heap of 1 GiB. */
    static final long MAX_BYTES = 128L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;

    private TextFile(Path path) {
        this.path = path;
    }

    /** Checks the file as a whole, so that reading it meets no surprise of encoding. */
    static TextFile checked(Path path, long maxBytes) {
        TextFile file = new TextFile(path);
        if (!Files.exists(path)) {
            throw file.failure("is not there; check 'file:' (it is relative to the study file)");
        }
        if (Files.isDirectory(path)) {
            throw file.failure("is a directory; name a .csv, .tsv or .jsonl file in it");
        }
        if (!Files.isRegularFile(path)) {
            throw file.failure("is not a regular file; data is read more than once, so a pipe or device will not do");
        }
        try {
            file.requireOwnFolder();
            long bytes = Files.size(path);
            if (bytes > maxBytes) {
                throw file.failure("has " + (bytes >> 20) + " MiB, more than the " + (maxBytes >> 20)
                        + " MiB that are held in memory; take a sample of its rows");
            }
            file.requireUtf8();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return file;
    }

    BufferedReader open() throws IOException {
        BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    StudyFailure failure(String what) {
        return new StudyFailure(path + " " + what);
    }

    StudyFailure failure(long line, String what) {
        return new StudyFailure(path + ":" + line + ": " + what);
    }

    StudyFailure unreadable(IOException cause) {
        return new StudyFailure(path + " cannot be read: " + cause.getMessage(), cause);
    }

    /** What the file is must be there to see: a link may lead anywhere, and elsewhere tomorrow. */
    private void requireOwnFolder() throws IOException {
        Path folder = path.toAbsolutePath().normalize().getParent();
        Path real = path.toRealPath();
        if (folder != null && !real.startsWith(folder.toRealPath())) {
            throw failure("is a link out of its folder, to " + real + "; name that file itself in 'file:'");
        }
    }

    private void requireUtf8() throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        long line = 1;
        try (InputStream in = Files.newInputStream(path)) {
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                line += lines(chars.flip(), line);
                if (result.isError()) {
                    throw failure(line, "is not UTF-8; save the file as UTF-8");
                }
                chars.clear();
                bytes.compact();
            }
        }
    }

    private long lines(CharBuffer chars, long firstLine) {
        long lines = 0;
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == '\0') {
                throw failure(firstLine + lines, "holds a zero byte; is it text, and UTF-8?");
            }
            lines += c == '\n' ? 1 : 0;
        }
        return lines;
    }
}
