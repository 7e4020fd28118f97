package dev.tryout.cluster;

import akka.actor.typed.ActorRef;

/** Told how it goes with a study's journal, from the supervisor's thread. */
interface JournalListener {
    /** Everything that the journal has is read. */
    default void onRecovered(ActorRef<SupervisorMessage> supervisor) {}

    /** The first decision of this supervisor is written. */
    default void onFirstWrite() {}
}
