package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import com.typesafe.config.Config;
import dev.tryout.cluster.journal.JournalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A node of its own that asks a study's supervisor one thing after the other, until it is closed. */
public final class StudyLink implements AutoCloseable {
    private final String study;
    private final AskingNode<SupervisorMessage> node;

    /**
     * @param study its name
     * @param limit how long an answer may take
     * @param own spawns a supervisor; empty where one is to be found in the cluster
     */
    StudyLink(
            Config config,
            String study,
            Duration limit,
            Function<ActorContext<?>, Optional<ActorRef<SupervisorMessage>>> own) {
        this.study = study;
        this.node = new AskingNode<>(config, limit, own);
    }

    /**
     * Has every question end at once where the cluster is a standing one and has no such study.
     *
     * @param members of the cluster, for people
     */
    void refuseUnknown(List<String> members) {
        Function<HostMessage.Studies, Optional<RuntimeException>> objection =
                studies -> studies.names().contains(study)
                        ? Optional.empty()
                        : Optional.of(new UnknownStudyException(study, members, studies.names()));
        node.askMeanwhile(Services.HOST, HostMessage.ListBegun::new, objection);
    }

    /**
     * Asks, again and again until there is an answer.
     *
     * @param request made for whoever takes the answer; must do no harm twice
     * @throws JournalException where a journal of this node cannot be read or written
     * @throws TimeoutException where nobody answers
     * @throws UnknownStudyException where the cluster has no such study
     */
    public <A> A ask(Function<ActorRef<A>, SupervisorMessage> request)
            throws TimeoutException, JournalException, InterruptedException {
        try {
            return node.ask(Services.supervisor(study), request);
        } catch (ExecutionException e) {
            throw new JournalException("the study's journal failed: " + Node.causes(e), e);
        }
    }

    /** Leaves. */
    @Override
    public void close() {
        node.close();
    }
}
