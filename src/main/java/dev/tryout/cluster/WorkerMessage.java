package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.files.RunFile;
import dev.tryout.trial.Trial;

/** What a worker is told by other nodes. */
public sealed interface WorkerMessage {
    /**
     * Run a trial.
     *
     * @param supervisor whom the trial reports to
     * @param trial with the attempt to run and what is recorded of it
     * @param memory how many examples fit a device's memory at once, as far as the study knows
     */
    record Assign(ActorRef<SupervisorMessage> supervisor, Trial trial, RunSettings settings, MemoryLimits memory)
            implements WorkerMessage, WireMessage {}

    /** An attempt is void: end it at once and report nothing more. */
    record Recall(String study, int trial, int attempt) implements WorkerMessage, WireMessage {}

    /** The files of a run are not needed any more. */
    record Discard(String study, int run) implements WorkerMessage, WireMessage {}

    /** Offer the checkpoint of a run's epoch for download. */
    record OpenCheckpoint(int run, int epoch, RunSettings settings, ActorRef<Download.Message> replyTo)
            implements WorkerMessage, WireMessage {}

    /**
     * Say what the folder of a run holds to go on with.
     *
     * @param coordinator what is written in the study's folder where that is the coordinator's, too
     */
    record ListRun(String study, int run, String coordinator, ActorRef<CheckpointFetch.Message> replyTo)
            implements WorkerMessage, WireMessage {}

    /** Offer a file of a run's folder for download. */
    record OpenRunFile(String study, int run, RunFile file, ActorRef<Download.Message> replyTo)
            implements WorkerMessage, WireMessage {}

    /** Fetch the champion's checkpoint from the offer, and evaluate it on the test part of the data. */
    record TestChampion(
            Trial trial, RunSettings settings, Download.Offer checkpoint, ActorRef<Leaderboard.Message> replyTo)
            implements WorkerMessage, WireMessage {}
}
