package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import java.util.List;

/** What the host of a standing cluster's studies is told. */
public sealed interface HostMessage {
    /**
     * Begin a study; sent until answered, and done once.
     *
     * @param id of this request
     * @param study the study file, with every default written out
     * @param fresh whether an unfinished study of the same name is to be set aside
     */
    record Submit(String id, String name, String study, boolean fresh, ActorRef<Answer> replyTo)
            implements HostMessage, WireMessage {}

    /** Go on with a study that paused, or that a coordinator elsewhere began. */
    record GoOn(String id, String name, ActorRef<Answer> replyTo) implements HostMessage, WireMessage {}

    /** Which studies are worked on? */
    record ListStudies(ActorRef<Studies> replyTo) implements HostMessage, WireMessage {}

    /** Which studies are there, worked on or not? */
    record ListBegun(ActorRef<Studies> replyTo) implements HostMessage, WireMessage {}

    /**
     * What became of a request.
     *
     * @param refusal why nothing was done; empty where the study is worked on now
     */
    record Answer(String refusal) implements WireMessage {}

    /** @param names those that are worked on in the order in which they began; all of them by name */
    record Studies(List<String> names) implements WireMessage {
        public Studies {
            names = List.copyOf(names);
        }
    }
}
