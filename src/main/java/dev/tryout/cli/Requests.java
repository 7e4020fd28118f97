package dev.tryout.cli;

import akka.actor.typed.ActorRef;
import dev.tryout.cluster.CommandAnswer;
import dev.tryout.cluster.EditAnswer;
import dev.tryout.cluster.EventsChunk;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudySpec;
import java.util.function.Function;

/** What commands ask of a supervisor. Not in the commands, whose methods are looked at whenever any command runs. */
final class Requests {
    private Requests() {}

    /** @param by who, for people */
    static Function<ActorRef<CommandAnswer>, SupervisorMessage> pause(String by) {
        return replyTo -> new SupervisorMessage.PauseStudy(by, replyTo);
    }

    /** @param by who, for people */
    static Function<ActorRef<CommandAnswer>, SupervisorMessage> stop(String by) {
        return replyTo -> new SupervisorMessage.StopStudy(by, replyTo);
    }

    static Function<ActorRef<CommandAnswer>, SupervisorMessage> retryFailed() {
        return SupervisorMessage.RetryFailed::new;
    }

    /** What is not in the journal. */
    static Function<ActorRef<EventsChunk>, SupervisorMessage> readNothing() {
        return replyTo -> new SupervisorMessage.ReadEvents(Long.MAX_VALUE, replyTo);
    }

    static Function<ActorRef<EditAnswer>, SupervisorMessage> edit(StudySpec wanted) {
        return replyTo -> new SupervisorMessage.Edit(wanted, replyTo);
    }
}
