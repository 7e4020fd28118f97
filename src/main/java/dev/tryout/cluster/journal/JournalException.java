package dev.tryout.cluster.journal;

import java.io.IOException;

/** A journal is missing, damaged, out of reach or no journal at all. The message is for people and says what to do. */
public class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
