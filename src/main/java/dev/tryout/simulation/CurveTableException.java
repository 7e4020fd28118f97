package dev.tryout.simulation;

import java.nio.file.Path;

/** A table of learning curves that cannot be used; the message names file, line, value and remedy. */
public final class CurveTableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the table as a whole is meant. */
    static CurveTableException of(Path file, String message) {
        return new CurveTableException(file + ": " + message);
    }

    /** @param line counted from 1 */
    static CurveTableException at(Path file, long line, String message) {
        return new CurveTableException(file + ":" + line + ": " + message);
    }

    private CurveTableException(String message) {
        super(message);
    }
}
