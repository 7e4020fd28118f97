package dev.tryout.training.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Reads by ordinary calls: for files that are replaced while they are open, which not every platform lets mapped ones be. */
final class ReadBytes implements FileBytes {
    private final Path path;
    private final RandomAccessFile file;
    private final long size;

    ReadBytes(Path path) throws IOException {
        this.path = path;
        file = new RandomAccessFile(path.toFile(), "r");
        size = file.length();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
        file.seek(position);
        try {
            file.readFully(into, 0, length);
        } catch (EOFException cut) {
            throw new MalformedTensorsException(path + ": it was cut short while it was read", cut);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
