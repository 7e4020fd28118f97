package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import dev.tryout.study.Champion;
import dev.tryout.study.FailureOwner;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import java.util.List;
import java.util.Map;

/** What the supervisor is told. */
public sealed interface SupervisorMessage {
    /**
     * A free worker can have a trial; sent again and again until it gets one.
     *
     * @param lender told where there is none
     */
    record RequestWork(WorkerInfo worker, ActorRef<WorkerMessage> ref, ActorRef<BrokerMessage> lender)
            implements SupervisorMessage, WireMessage {}

    /** The lender wants a worker back; not heard where it was given a trial. */
    record Release(String worker, ActorRef<WorkerMessage> ref, ActorRef<BrokerMessage> lender)
            implements SupervisorMessage, WireMessage {}

    /** A worker ends as soon as the epoch that it trains is recorded; sent until it is gone. */
    record Leaving(String worker) implements SupervisorMessage, WireMessage {}

    /** An epoch is trained; sent until answered. */
    record Report(int trial, int attempt, Measurement measurement, ActorRef<TrialMessage> replyTo)
            implements SupervisorMessage, WireMessage {}

    /** The objective ended by itself; sent until answered. */
    record Ended(int trial, int attempt, ActorRef<TrialMessage> replyTo) implements SupervisorMessage, WireMessage {}

    /** The objective failed; sent until answered. */
    record Failed(int trial, int attempt, FailureOwner owner, String message, ActorRef<TrialMessage> replyTo)
            implements SupervisorMessage, WireMessage {}

    /** A sign of life between epochs; not recorded. */
    record Progress(int trial, int attempt, int epoch, double fraction) implements SupervisorMessage, WireMessage {}

    /** Creates the study and opens it; nothing happens where it is there already. */
    record Begin(StudySpec spec, String objective, String dataFingerprint, String version)
            implements SupervisorMessage {}

    /** Goes on with a study that the journal has. */
    record Resume() implements SupervisorMessage {}

    /** A worker's process or node is gone. */
    record WorkerGone(String worker, ActorRef<WorkerMessage> ref) implements SupervisorMessage, WireMessage {}

    /** A worker process that this node started ended. */
    record WorkerExited(String worker, String reason) implements SupervisorMessage {}

    /**
     * Changes the study; sent until answered, as it changes nothing twice.
     *
     * @param spec the study as it is wanted
     */
    record Edit(StudySpec spec, ActorRef<EditAnswer> replyTo) implements SupervisorMessage, WireMessage {}

    /** Takes the running trials back and halts the study; a study that is not open yet is halted as soon as it is. */
    record Pause(String reason) implements SupervisorMessage {}

    /**
     * Somebody halts the study; sent until answered, as it halts nothing twice.
     *
     * @param by who, for people
     */
    record PauseStudy(String by, ActorRef<CommandAnswer> replyTo) implements SupervisorMessage, WireMessage {}

    /**
     * Somebody ends the study before its budget is spent; sent until answered, as it ends nothing twice.
     *
     * @param by who, for people
     */
    record StopStudy(String by, ActorRef<CommandAnswer> replyTo) implements SupervisorMessage, WireMessage {}

    /** Has failed trials tried again; sent until answered: trials that failed since would be tried again, too. */
    record RetryFailed(ActorRef<CommandAnswer> replyTo) implements SupervisorMessage, WireMessage {}

    /**
     * Asks for events that the journal has, and for how it goes just now.
     *
     * @param after the number of the last event that the reader knows, 0 for none
     */
    record ReadEvents(long after, ActorRef<EventsChunk> replyTo) implements SupervisorMessage, WireMessage {}

    /** The champion was tested and its folder written. */
    record Promoted(Champion champion) implements SupervisorMessage {}

    /** Sends {@link Update}s to the subscriber, the first one at once if the study exists. */
    record Subscribe(ActorRef<Update> subscriber) implements SupervisorMessage {}

    /** Try again to find work for idle workers. */
    record Dispatch() implements SupervisorMessage {}

    /** Tells its sender that every message before it was taken up; called from the supervisor's thread. */
    record Confirm(Runnable confirmed) implements SupervisorMessage {}

    /** Time to persist what was decided since the last time. */
    record Persist() implements SupervisorMessage {}

    /** Time to tell subscribers what they were not told yet. */
    record Publish() implements SupervisorMessage {}

    /**
     * News for subscribers on this node.
     *
     * @param events what changed; empty in the first update and where only progress or workers changed
     * @param progress by trial number, the epoch being trained and its fraction done, as epochs: 1.25 is a quarter into the second
     * @param workers the workers that are there
     */
    record Update(
            StudyView study,
            List<StudyEvent> events,
            Map<Integer, Double> progress,
            Map<WorkerInfo, ActorRef<WorkerMessage>> workers) {}
}
