package dev.tryout.study;

/**
 * What goes wrong in a {@link FaultyCluster}; rates from 0 to 1.
 *
 * @param lost of messages that never arrive
 * @param doubled of messages that arrive twice
 * @param late of messages that arrive after others that were sent later
 * @param workerDeaths of epochs that end with their worker's process, and as many after which it is taken for dead
 * @param coordinatorDeaths of decisions that end with the coordinator's process, written before or not
 * @param clockJumps of decisions after which the coordinator's clock is an hour ahead or behind
 */
record Faults(
        double lost, double doubled, double late, double workerDeaths, double coordinatorDeaths, double clockJumps) {
    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);

    /** A tenth of the messages is lost, a tenth doubled, a tenth late. */
    static final Faults MESSAGES = new Faults(0.1, 0.1, 0.1, 0, 0, 0);

    static final Faults CLOCKS = new Faults(0, 0, 0, 0, 0.02, 0.1);

    static final Faults ALL = new Faults(0.1, 0.1, 0.1, 0.05, 0.02, 0.1);
}
