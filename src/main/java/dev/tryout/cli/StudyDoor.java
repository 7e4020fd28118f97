package dev.tryout.cli;

import akka.actor.typed.ActorRef;
import dev.tryout.cluster.CommandAnswer;
import dev.tryout.cluster.EditAnswer;
import dev.tryout.cluster.EventsChunk;
import dev.tryout.cluster.StudyClient;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The way to a study's supervisor from a command of its own: in the process that works on the study, or else in this one. */
final class StudyDoor {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long MOMENT_MS = 100;

    private final StudyFolder folder;
    private final String name;
    private final Duration limit;

    StudyDoor(StudyFolder folder, String name) {
        this(folder, name, LIMIT);
    }

    /** @param limit how long an answer may take */
    StudyDoor(StudyFolder folder, String name, Duration limit) {
        this.folder = folder;
        this.name = name;
        this.limit = limit;
    }

    /** Asks for a study to be changed. */
    EditAnswer edit(StudySpec wanted) throws IOException, InterruptedException {
        return ask(Requests.edit(wanted));
    }

    /** Asks for a study to be halted; empty where nobody works on it. */
    Optional<CommandAnswer> pause(String by) throws IOException, InterruptedException {
        return askWhoWorks(Requests.pause(by));
    }

    /** What it waits for, a line each; none where nobody who works on it says so. */
    List<String> waits() throws IOException, InterruptedException {
        if (folder.address().isEmpty()) {
            return List.of();
        }
        try {
            return askWhoWorks(Requests.readNothing()).map(EventsChunk::waits).orElse(List.of());
        } catch (UserError silence) {
            return List.of();
        }
    }

    /**
     * Asks until there is an answer.
     *
     * @param request made for whoever takes the answer; must do no harm twice
     * @throws UserError where whoever works on the study does not answer
     */
    <A> A ask(Function<ActorRef<A>, SupervisorMessage> request) throws IOException, InterruptedException {
        while (true) {
            Optional<A> answer = askWhoWorks(request);
            if (answer.isPresent()) {
                return answer.get();
            }
            Optional<StudyFolder.Lock> lock = folder.lock();
            if (lock.isPresent()) {
                try (StudyFolder.Lock claim = lock.get()) {
                    return client().alone(Home.journal(folder), name, request);
                } catch (TimeoutException e) {
                    throw silent("the study's journal");
                }
            }
        }
    }

    /** The answer of the process that works on the study; empty where there is none, or it has ended meanwhile. */
    private <A> Optional<A> askWhoWorks(Function<ActorRef<A>, SupervisorMessage> request)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.logs());
        Logs.to(folder.log("client"));
        long end = System.nanoTime() + limit.toNanos();
        // A process that begins or ends its work holds the folder and has no address.
        while (System.nanoTime() < end) {
            if (!isHeld(folder)) {
                return Optional.empty();
            }
            Optional<String> address = folder.address();
            if (address.isPresent()) {
                try {
                    return Optional.of(client().join(List.of(address.get()), name, request));
                } catch (TimeoutException e) {
                    if (isHeld(folder)) {
                        throw silent("the process that works on it, at " + address.get() + ",");
                    }
                    return Optional.empty();
                }
            }
            TimeUnit.MILLISECONDS.sleep(MOMENT_MS);
        }
        throw silent("the process that works on it");
    }

    /** Whether a process works on the study. */
    static boolean isHeld(StudyFolder folder) throws IOException {
        Optional<StudyFolder.Lock> lock = folder.lock();
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    private StudyClient client() {
        return new StudyClient(Home.configuration("worker"), limit);
    }

    private UserError silent(String who) {
        return new UserError(
                ExitCode.STATE,
                "study '" + name + "': " + who + " did not answer within " + limit.toSeconds()
                        + " s; see  ./tryout status " + name + ", and try again");
    }
}
