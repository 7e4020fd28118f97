package dev.tryout.cluster;

import java.io.IOException;

/** A journal is missing, damaged or no journal at all. The message is for people and says what to do. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
