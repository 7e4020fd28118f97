package dev.tryout.training;

/** Something wrong with this worker alone: its disk is full, its device is gone. The message says what to do. */
public final class WorkerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkerFailure(String message) {
        super(message);
    }

    public WorkerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
