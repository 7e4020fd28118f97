package dev.tryout.cluster;

import akka.actor.typed.receptionist.ServiceKey;

/** By which the parts of a cluster find each other. */
final class Services {
    /** Whom workers ask for work; one in a cluster. */
    static final ServiceKey<BrokerMessage> BROKER = ServiceKey.create(BrokerMessage.class, "broker");

    /** Every study that can use workers. */
    static final ServiceKey<SupervisorMessage> SUPERVISORS = ServiceKey.create(SupervisorMessage.class, "supervisor");

    private Services() {}
}
