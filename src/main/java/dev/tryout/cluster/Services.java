package dev.tryout.cluster;

import akka.actor.typed.receptionist.ServiceKey;

/** By which the parts of a cluster find each other. */
final class Services {
    /** Whom workers ask for work; one in a cluster. */
    static final ServiceKey<BrokerMessage> BROKER = ServiceKey.create(BrokerMessage.class, "broker");

    /** Who holds the studies of a standing cluster. */
    static final ServiceKey<HostMessage> HOST = ServiceKey.create(HostMessage.class, "host");

    /** Every study that can use workers. */
    static final ServiceKey<SupervisorMessage> SUPERVISORS = ServiceKey.create(SupervisorMessage.class, "supervisor");

    /** Who hands out the files of the study of that name. */
    static ServiceKey<FileServer.Message> files(String study) {
        return ServiceKey.create(FileServer.Message.class, "files/" + study);
    }

    private Services() {}

    /** The supervisor of the study of that name, for whoever asks it something. */
    static ServiceKey<SupervisorMessage> supervisor(String study) {
        return ServiceKey.create(SupervisorMessage.class, "supervisor/" + study);
    }
}
