package dev.tryout.cli;

import akka.actor.typed.ActorRef;
import dev.tryout.cluster.CommandAnswer;
import dev.tryout.cluster.RemoteStudy;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** The study that a command is about: in a folder of this machine, or in a cluster. */
final class AskedStudy {
    /** Shorter than for a command, as the journal has told most of it. */
    private static final Duration WAITS_LIMIT = Duration.ofSeconds(10);

    @Mixin
    private NamedStudy named = new NamedStudy();

    @Mixin
    private JoinOption cluster = new JoinOption();

    /**
     * A study as it stands.
     *
     * @param isWorkedOn whether somebody works on it
     * @param waits what it waits for, a line each; none where only the journal was read
     */
    record Found(StudyState state, boolean isWorkedOn, List<String> waits) {}

    String name() {
        return named.name();
    }

    Home home() {
        return named.home();
    }

    /** Its folder; empty where it is in a cluster. */
    Optional<StudyFolder> folder() {
        return cluster.optional().isEmpty() ? Optional.of(named.folder()) : Optional.empty();
    }

    /** The study from its journal, wherever that is. */
    Found find() throws IOException, InterruptedException {
        Optional<RemoteDoor> remote = remote();
        if (remote.isPresent()) {
            RemoteStudy study = remote.get().read();
            return new Found(study.state(), study.isWorkedOn(), study.waits());
        }
        return new Found(named.replay(), StudyDoor.isHeld(named.folder()), List.of());
    }

    /** The same, and what the process that works on it knows besides, where there is one and it answers. */
    Found findWithWaits() throws IOException, InterruptedException {
        Found found = find();
        Optional<StudyFolder> folder = folder();
        return folder.isEmpty() || !found.isWorkedOn()
                ? found
                : new Found(found.state(), true, new StudyDoor(folder.get(), name(), WAITS_LIMIT).waits());
    }

    /** The way to it through the cluster; empty where it is in a folder. */
    Optional<RemoteDoor> remote() {
        List<String> members = cluster.optional();
        return members.isEmpty() ? Optional.empty() : Optional.of(new RemoteDoor(members, name(), StudyDoor.LIMIT));
    }

    /** Asks its supervisor until there is an answer. */
    <A> A ask(Function<ActorRef<A>, SupervisorMessage> request) throws IOException, InterruptedException {
        Optional<RemoteDoor> remote = remote();
        return remote.isPresent() ? remote.get().ask(request) : new StudyDoor(named.folder(), name()).ask(request);
    }

    /** Prints what became of a command, and returns the exit code. */
    static int say(CommandAnswer answer, PrintWriter out) {
        if (!answer.done()) {
            throw new UserError(ExitCode.STATE, answer.text());
        }
        out.println(answer.text());
        return ExitCode.OK;
    }

    /** Who asks, for people: {@code user@host}. */
    static String asker() {
        String host;
        try {
            host = java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            host = "localhost";
        }
        return System.getProperty("user.name", "somebody") + "@" + host;
    }
}
