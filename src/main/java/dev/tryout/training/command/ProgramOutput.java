package dev.tryout.training.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program's standard output, line by line. A thread reads it, since a read from a pipe can neither be interrupted nor given
 * a time limit; a few lines are held, then the program waits in its write. Apart from that thread, for one thread's use.
 */
final class ProgramOutput implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int MAX_LINES_HELD = 16;

    private final InputStream stream;
    /** Empty is the end. */
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(MAX_LINES_HELD);

    private final Thread reader;
    private volatile boolean discards;
    private boolean over;

    ProgramOutput(InputStream stream, String name) {
        this.stream = stream;
        reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The next line; empty where none comes within the time, or none will come. */
    Optional<String> next(long waitMs) throws InterruptedException {
        if (over) {
            return Optional.empty();
        }
        Optional<String> line = lines.poll(waitMs, TimeUnit.MILLISECONDS);
        if (line == null) {
            return Optional.empty();
        }
        over = line.isEmpty();
        return line;
    }

    /** Whether all lines were taken and none will come. */
    boolean isOver() {
        return over;
    }

    /** Waits for the end of the stream, or the time; lines may be left to take. */
    void awaitEnd(long waitMs) throws InterruptedException {
        reader.join(waitMs);
    }

    boolean hasLines() {
        return !lines.isEmpty();
    }

    /** From now on lines are thrown away, so that a program asked to end does not wait in a write. */
    void discard() {
        discards = true;
        lines.clear();
    }

    @Override
    public void close() {
        discard();
        reader.interrupt();
        try {
            stream.close();
        } catch (IOException e) {
            // The pipe is gone either way.
        }
    }

    private void read() {
        BoundedLines source = new BoundedLines(stream, MAX_LINE_BYTES);
        try {
            for (String line = source.next(); line != null; line = source.next()) {
                put(Optional.of(line));
            }
            put(Optional.empty());
        } catch (IOException | InterruptedException e) {
            // Closed while it was read: nobody waits for more.
        }
    }

    private void put(Optional<String> line) throws InterruptedException {
        if (!discards) {
            lines.put(line);
        }
    }
}
