package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import dev.tryout.study.WorkerNeeds;
import java.util.List;

/** What the broker is told. */
public sealed interface BrokerMessage {
    /** A free worker asks for work, again and again until it gets a trial. */
    record AskForWork(WorkerInfo worker, ActorRef<WorkerMessage> ref) implements BrokerMessage, WireMessage {}

    /** A study has no trial for a worker that it was lent; the worker may serve another study. */
    record NothingToDo(String worker, ActorRef<SupervisorMessage> study) implements BrokerMessage, WireMessage {}

    /** A worker that a study was lent lacks what it asks for; the worker serves others. */
    record DoesNotFit(String worker, ActorRef<SupervisorMessage> study, WorkerNeeds needs)
            implements BrokerMessage, WireMessage {}

    /** What a study asks of its workers was changed. */
    record NeedsChanged(ActorRef<SupervisorMessage> study, WorkerNeeds needs) implements BrokerMessage, WireMessage {}

    /** A study that had nothing to do may have something again. */
    record MayHaveWork(ActorRef<SupervisorMessage> study) implements BrokerMessage, WireMessage {}

    /** A study lets go of an idle worker, as it was asked to. */
    record Returned(String worker, ActorRef<SupervisorMessage> study) implements BrokerMessage, WireMessage {}

    /** Who is there? */
    record ListWorkers(ActorRef<Workers> replyTo) implements BrokerMessage, WireMessage {}

    /**
     * The workers that asked for work and are still there.
     *
     * @param workers in the order in which they came
     */
    record Workers(List<WorkerInfo> workers) implements WireMessage {
        public Workers {
            workers = List.copyOf(workers);
        }
    }
}
