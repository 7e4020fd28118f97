package dev.tryout.training.cache;

import java.io.IOException;
import java.nio.file.Path;

/** A file of rows that is not what was written, or is about something else. The message names it. */
final class DamagedRowsException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedRowsException(Path file, String what) {
        super(file + " " + what);
    }
}
