package dev.tryout.cluster;

import akka.actor.typed.receptionist.ServiceKey;

/** By which the parts of a cluster find each other. */
final class Services {
    private Services() {}

    /** The supervisor of the study of that name, for whoever asks it something. */
    static ServiceKey<SupervisorMessage> supervisor(String study) {
        return ServiceKey.create(SupervisorMessage.class, "supervisor/" + study);
    }
}
