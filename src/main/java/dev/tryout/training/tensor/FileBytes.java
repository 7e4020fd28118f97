package dev.tryout.training.tensor;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a file that nobody changes, at any position. Interrupting the reading thread does no harm. */
interface FileBytes extends Closeable {
    long size();

    /**
     * Fills the beginning of an array.
     *
     * @param position of the first byte; the last lies before the end of the file
     * @throws MalformedTensorsException where the file has become shorter since it was opened
     */
    void read(long position, byte[] into, int length) throws IOException;
}
