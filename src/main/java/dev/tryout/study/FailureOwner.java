package dev.tryout.study;

/** Whose failure it is, and so what follows. */
public enum FailureOwner {
    /** The configuration's own: the trial fails and the search learns from it. */
    TRIAL,
    /** The worker's, surely: the trial goes on elsewhere, and the attempt does not count against it. */
    WORKER,
    /** The worker's or the trial's, nobody can tell: the trial goes on elsewhere, and is given up where that happens again and again. */
    UNCERTAIN,
    /** Every trial would meet it: the study pauses until a person mends it. */
    STUDY
}
