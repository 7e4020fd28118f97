package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes supervisors of one study, one after the other. */
interface SupervisorMaker {
    /**
     * Makes one.
     *
     * @param latest the former one, whose place the new one takes; replaced by the new one when that starts
     * @param door by which everybody knows the study's supervisor, whichever it is
     */
    Behavior<SupervisorMessage> make(
            AtomicReference<@Nullable Supervisor> latest, JournalListener listener, ActorRef<SupervisorMessage> door);
}
