package dev.tryout.study;

/** Whose failure it is, and so what follows. */
public enum FailureOwner {
    /** The configuration's own: the trial fails and the search learns from it. */
    TRIAL,
    /** The worker's: the trial goes on elsewhere. */
    WORKER,
    /** Every trial would meet it: the study pauses until a person mends it. */
    STUDY
}
