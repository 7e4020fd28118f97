package dev.tryout.cluster.journal;

/** Another process writes this study's journal. */
public final class JournalHeldException extends JournalException {
    private static final long serialVersionUID = 1L;

    JournalHeldException(String message) {
        super(message);
    }
}
