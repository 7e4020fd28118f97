package dev.tryout.training.tensor;

import java.io.IOException;

/** A file is not what it should be: damaged, cut short, or of another kind. The message names file and fault. */
public final class MalformedTensorsException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedTensorsException(String message) {
        super(message);
    }

    public MalformedTensorsException(String message, Throwable cause) {
        super(message, cause);
    }
}
