package dev.tryout.training;

/** Something that every trial would meet: the data changed, a model is not there. The message says what to do. */
public final class StudyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StudyFailure(String message) {
        super(message);
    }

    public StudyFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
