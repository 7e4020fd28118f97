package dev.tryout.cluster;

import dev.tryout.trial.Decision;

/** What the supervisor answers a trial. */
public sealed interface TrialMessage {
    /** The epoch is recorded, and this is what follows. */
    record Decided(int epoch, Decision decision) implements TrialMessage, WireMessage {}

    /** The end of the attempt is recorded. */
    record Acknowledged() implements TrialMessage, WireMessage {}
}
