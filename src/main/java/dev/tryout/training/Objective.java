package dev.tryout.training;

import java.nio.file.Path;

/**
 * What a trial runs: fine-tuning, or any program. One instance serves one worker, one trial at a time.
 *
 * <p>A failure is somebody's: {@link StudyFailure} ends the study's assignments until a person mends it, {@link
 * WorkerFailure} is the worker's and the trial goes on elsewhere, everything else thrown is the trial's own.
 */
public interface Objective extends AutoCloseable {
    /**
     * Runs a trial until its epochs are trained, or a report is answered with stop or pause. Goes on from the newest valid
     * checkpoint in {@link TrialRun#folder()}, and reports again any epoch that the checkpoint holds and the study does not.
     *
     * @throws Exception the trial's failure, with a message for people
     */
    void run(TrialRun run) throws Exception;

    /**
     * Loads what all trials share, so that the first one need not; nothing by default.
     *
     * @param seed the study's
     * @throws Exception what {@link #run} would throw for the same reason
     */
    default void prepare(long seed) throws Exception {}

    /**
     * The file to promote: the checkpoint of the trial's best epoch.
     *
     * @throws StudyFailure where it is missing or damaged
     */
    Path checkpoint(Path folder, int epoch);

    /**
     * Evaluates a checkpoint on the test part of the data. Called once in a study, for its champion.
     *
     * @param checkpoint a file that {@link #checkpoint} named, perhaps copied from another worker
     */
    TestResult test(Path checkpoint, TrialRun run) throws Exception;

    @Override
    void close();
}
