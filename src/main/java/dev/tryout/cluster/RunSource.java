package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.RunFiles;
import dev.tryout.training.files.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** A worker's part in keeping checkpoints: says what the folder of a run holds, and hands it out. */
final class RunSource {
    private RunSource() {}

    /** Answers with what is in a run's folder, or that the coordinator has the same folder. */
    static void list(ActorContext<?> context, Path studies, WorkerMessage.ListRun request) {
        context.spawnAnonymous(
                Behaviors.setup(child -> {
                    request.replyTo().tell(answer(studies, request));
                    return Behaviors.stopped();
                }),
                DispatcherSelector.blocking());
    }

    private static CheckpointFetch.Message answer(Path studies, WorkerMessage.ListRun request) {
        try {
            StudyFolder study = folder(studies, request.study());
            if (study.address().filter(request.coordinator()::equals).isPresent()) {
                return new CheckpointFetch.SharesFolder();
            }
            RunFolder run = new RunFolder(study.run(request.run()));
            RunFiles files = run.list();
            run.hold(files);
            return new CheckpointFetch.Listed(files);
        } catch (IOException | RuntimeException e) {
            return new CheckpointFetch.NotListed(Blame.message(e));
        }
    }

    /** Nothing is trained in a run's folder any more, so its files stay as they are. */
    static void letGo(Path folder) {
        try {
            new RunFolder(folder).letGo();
        } catch (IOException e) {
            LoggerFactory.getLogger(RunSource.class).warn("cannot tidy {}", folder, e);
        }
    }

    /** Offers a file of a run's folder, or says why it cannot. */
    static void open(ActorContext<?> context, Path studies, WorkerMessage.OpenRunFile request) {
        ActorRef<Download.Message> replyTo = request.replyTo();
        try {
            Path folder = folder(studies, request.study()).run(request.run());
            Path file = new RunFolder(folder).file(request.file());
            FileEntry entry = new FileEntry(
                    file.toString(), request.file().bytes(), request.file().sha256());
            context.spawnAnonymous(FileSource.offering(entry, replyTo), DispatcherSelector.blocking());
        } catch (IOException e) {
            replyTo.tell(new Download.Unavailable(Blame.message(e)));
        }
    }

    private static StudyFolder folder(Path studies, String study) throws IOException {
        Path parent = studies.toAbsolutePath().normalize();
        StudyFolder folder = new StudyFolder(parent.resolve(study));
        if (!parent.equals(folder.root().getParent())) {
            throw new IOException("no study has the name '" + study + "'");
        }
        return folder;
    }
}
