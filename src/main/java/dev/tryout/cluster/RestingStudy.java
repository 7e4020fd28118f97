package dev.tryout.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.cluster.journal.EventSource;
import dev.tryout.study.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Answers for a study of a standing cluster that nobody works on: what its journal says, and that it has to be gone on with first. */
final class RestingStudy {
    private RestingStudy() {}

    /** @param journal called on a thread that may block */
    static Behavior<SupervisorMessage> create(String name, Callable<EventSource> journal) {
        String refusal = "nobody works on study '" + name + "'";
        String remedy = "go on with it first:  ./tryout resume " + name + " --join HOST:PORT";
        CommandAnswer answer = new CommandAnswer(false, refusal + "; " + remedy);
        return Behaviors.setup(context -> Behaviors.receive(SupervisorMessage.class)
                .onMessage(SupervisorMessage.ReadEvents.class, read -> {
                    EventsChunk.send(context.getSystem(), journal, read, false, Map.of(), List.of(), List.of());
                    return Behaviors.same();
                })
                .onMessage(SupervisorMessage.PauseStudy.class, pause -> {
                    pause.replyTo().tell(answer);
                    return Behaviors.same();
                })
                .onMessage(SupervisorMessage.StopStudy.class, stop -> {
                    stop.replyTo().tell(answer);
                    return Behaviors.same();
                })
                .onMessage(SupervisorMessage.RetryFailed.class, retry -> {
                    retry.replyTo().tell(answer);
                    return Behaviors.same();
                })
                .onMessage(SupervisorMessage.Edit.class, edit -> {
                    edit.replyTo().tell(new EditAnswer(List.of(), List.of(new Refusal(List.of(), refusal, remedy))));
                    return Behaviors.same();
                })
                .onAnyMessage(other -> Behaviors.same())
                .build());
    }
}
