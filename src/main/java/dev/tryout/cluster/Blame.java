package dev.tryout.cluster;

import dev.tryout.study.FailureOwner;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.WorkerFailure;

/** The one place that says whose a failure is. */
final class Blame {
    /** A message travels in one frame and stays in the journal. */
    private static final int MAX_MESSAGE_CHARS = 16_000;

    private Blame() {}

    /** What an objective threw: the study's or the worker's where it says so, uncertain where the JVM does, else the trial's. */
    static FailureOwner owner(Throwable failure) {
        if (failure instanceof StudyFailure) {
            return FailureOwner.STUDY;
        }
        if (failure instanceof WorkerFailure) {
            return FailureOwner.WORKER;
        }
        return failure instanceof Error ? FailureOwner.UNCERTAIN : FailureOwner.TRIAL;
    }

    /** What to say of it; never empty. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? failure.toString() : message;
        return text.length() <= MAX_MESSAGE_CHARS ? text : text.substring(0, MAX_MESSAGE_CHARS) + "...";
    }
}
