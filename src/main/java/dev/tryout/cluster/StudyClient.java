package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.study.Study;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a study's supervisor something, from a process that has no other part in the study: the one that a coordinator holds, over
 * its cluster, or where nobody works on the study one of its own, over the journal.
 *
 * <p>A request is sent again until it is answered, so it must do no harm twice. Where an answer does not come in time, only the
 * journal knows whether the request was dealt with.
 */
public final class StudyClient {
    private final @Nullable Path configuration;
    private final Duration limit;

    /**
     * @param configuration of the node, or null for the defaults
     * @param limit how long an answer may take
     */
    public StudyClient(@Nullable Path configuration, Duration limit) {
        this.configuration = configuration;
        this.limit = limit;
    }

    /**
     * Joins a cluster, for as many questions as there are; nothing is known of the study before the first answer.
     *
     * @param members of the cluster, {@code host:port}; one that is there is enough
     * @param study its name
     */
    public StudyLink link(List<String> members, String study) {
        List<String> seeds = members.stream().map(Node::seed).toList();
        StudyLink link = new StudyLink(config(seeds), study, limit, context -> Optional.empty());
        link.refuseUnknown(members);
        return link;
    }

    /**
     * Joins a cluster, asks, and leaves again.
     *
     * @param members of the cluster, {@code host:port}; one that is there is enough
     * @param study its name
     * @param request made for whoever takes the answer
     * @throws UnknownStudyException where the cluster has no such study
     * @throws TimeoutException where nobody is there, or nobody has the study, or does not answer
     */
    public <A> A join(List<String> members, String study, Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, IOException, InterruptedException {
        try (StudyLink link = link(members, study)) {
            return link.ask(request);
        }
    }

    /**
     * Asks a supervisor of this process, which does not open the study.
     *
     * @param journal of a study whose folder the caller has claimed
     * @param study its name
     * @param request made for whoever takes the answer
     * @throws JournalException where the journal cannot be read or written
     * @throws TimeoutException where the journal holds no study, or takes too long
     */
    public <A> A alone(Journal journal, String study, Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, IOException, InterruptedException {
        journal.prepare();
        Config config = journal.configure(config(List.of()));
        String persistenceId = journal.persistenceId(study);
        try (StudyLink link = new StudyLink(config, study, limit, context -> {
            ActorRef<SupervisorMessage> supervisor =
                    context.spawn(Supervisor.create(persistenceId, Study::of, System::currentTimeMillis), "supervisor");
            return Optional.of(supervisor);
        })) {
            return link.ask(request);
        }
    }

    private Config config(List<String> seeds) {
        return Node.config(configuration, List.of("client"), seeds);
    }
}
