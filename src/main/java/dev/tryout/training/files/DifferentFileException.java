package dev.tryout.training.files;

import java.io.IOException;

/** There is a file at a study's place that is not the study's. */
public final class DifferentFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FileEntry expected;

    DifferentFileException(FileEntry expected) {
        super(expected.path() + " on this machine differs from the coordinator's file (" + expected.bytes()
                + " bytes, SHA-256 " + expected.sha256() + ")");
        this.expected = expected;
    }

    /** The coordinator's. */
    public FileEntry expected() {
        return expected;
    }
}
