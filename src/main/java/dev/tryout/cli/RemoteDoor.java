package dev.tryout.cli;

import akka.actor.typed.ActorRef;
import dev.tryout.cluster.RemoteStudy;
import dev.tryout.cluster.StudyClient;
import dev.tryout.cluster.StudyLink;
import dev.tryout.cluster.SupervisorMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The way to a study in a cluster that this machine may join, without the study's folder. */
final class RemoteDoor {
    private final List<String> members;
    private final String name;
    private final Duration limit;

    /**
     * @param members of the cluster, {@code host:port}; one that is there is enough
     * @param limit how long an answer may take
     */
    RemoteDoor(List<String> members, String name, Duration limit) {
        this.members = members;
        this.name = name;
        this.limit = limit;
    }

    /** Asks until there is an answer. */
    <A> A ask(Function<ActorRef<A>, SupervisorMessage> request) throws IOException, InterruptedException {
        try {
            return client().join(members, name, request);
        } catch (TimeoutException e) {
            throw silent();
        }
    }

    /** The study as it is just now. */
    RemoteStudy read() throws IOException, InterruptedException {
        try (StudyLink link = link()) {
            RemoteStudy study = new RemoteStudy(link);
            study.refresh();
            return study;
        } catch (TimeoutException e) {
            throw silent();
        }
    }

    /** For as many questions as there are. */
    StudyLink link() {
        return client().link(members, name);
    }

    UserError silent() {
        return new UserError(
                ExitCode.STATE,
                "no answer about study '" + name + "' from the cluster at " + String.join(", ", members) + " within "
                        + limit.toSeconds()
                        + " s: see that a coordinator works on it there, and that this machine may join it");
    }

    private StudyClient client() {
        return new StudyClient(Home.configuration("worker"), limit);
    }
}
