package dev.tryout.training.command;

import dev.tryout.training.WorkerFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the lines of output that report nothing, up to a bound. Written at once: people follow it. */
final class OutputLog implements AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;
    private long charsLeft;

    OutputLog(Path file, long maxChars) {
        this.file = file;
        charsLeft = maxChars;
        try {
            writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void add(String line) {
        if (charsLeft <= 0) {
            return;
        }
        charsLeft -= line.length() + 1L;
        try {
            writer.write(charsLeft > 0 ? line : "(the log is full: the rest of the output was dropped)");
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private WorkerFailure failure(IOException cause) {
        return new WorkerFailure("cannot write " + file + ": " + cause.getMessage() + "; is the disk full?", cause);
    }
}
