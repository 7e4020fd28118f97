package dev.tryout.study;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a study is asked to do. Each carries the time, in milliseconds since 1970. */
public sealed interface StudyCommand {
    long nowMs();

    /** Begins a study. */
    record Create(StudySpec spec, String objective, String dataFingerprint, String version, long nowMs)
            implements StudyCommand {}

    /** A coordinator begins to work on the study; whatever ran before it does not run any more. */
    record Open(long nowMs) implements StudyCommand {}

    /** A worker is free. */
    record RequestWork(String worker, long nowMs) implements StudyCommand {}

    /** An epoch is trained and its checkpoint written. */
    record Report(int trial, int attempt, Measurement measurement, long nowMs) implements StudyCommand {}

    /** The objective came to its end by itself. */
    record End(int trial, int attempt, long nowMs) implements StudyCommand {}

    /** The objective failed. */
    record Fail(int trial, int attempt, FailureOwner owner, String message, long nowMs) implements StudyCommand {}

    /** A worker is gone, or no longer works on what it was assigned. */
    record LoseWorker(String worker, String reason, long nowMs) implements StudyCommand {}

    /**
     * A trial that is over came from elsewhere, and costs this study nothing. One without a finite value counts as failed.
     *
     * @param configuration within the study's space
     * @param measurements epochs ascending, at least one
     * @param note where it comes from, for people
     */
    record Add(Configuration configuration, List<Measurement> measurements, String note, long nowMs)
            implements StudyCommand {
        public Add {
            measurements = List.copyOf(measurements);
            if (measurements.isEmpty()) {
                throw new IllegalArgumentException("a trial from elsewhere needs a measurement");
            }
        }
    }

    /**
     * Somebody changes the study; nothing follows where {@link Edits} refuses it.
     *
     * @param spec the study as it is wanted
     */
    record Edit(StudySpec spec, long nowMs) implements StudyCommand {}

    /**
     * Somebody, or a failure, halts the study; {@link Open} goes on with it.
     *
     * @param by who asked for it; null where nobody did, but something is to be mended
     */
    record Pause(String reason, @Nullable String by, long nowMs) implements StudyCommand {
        /** Because of a failure. */
        public Pause(String reason, long nowMs) {
            this(reason, null, nowMs);
        }
    }

    /**
     * Somebody ends the study before its budget is spent: nothing begins any more, what runs ends with its next epoch, and there are no
     * finals.
     */
    record Stop(String reason, long nowMs) implements StudyCommand {}

    /** Somebody has failed trials tried again; nothing follows where {@link Retries} refuses it. */
    record Retry(long nowMs) implements StudyCommand {}

    /** The champion was tested and its model folder written. */
    record Promote(Champion champion, long nowMs) implements StudyCommand {}
}
