package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.training.files.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The folder of studies of a machine where programs have trained, and a worker that hands out what is in it. */
final class RunFolders {
    private final Path studies;

    RunFolders(Path studies) {
        this.studies = studies;
    }

    Path run(int run) {
        return new StudyFolder(studies.resolve(Samples.SETTINGS.study())).run(run);
    }

    /** As a program leaves it behind an epoch. */
    RunFolders reached(int run, int epoch, Map<String, String> files) throws IOException {
        Files.createDirectories(run(run));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(run(run).resolve(file.getKey()), file.getValue());
        }
        Files.writeString(run(run).resolve(RunFolder.REACHED), String.valueOf(epoch));
        return this;
    }

    /** @param heard is told of each message before it is answered */
    Behavior<WorkerMessage> worker(ActorRef<WorkerMessage> heard) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            heard.tell(message);
            if (message instanceof WorkerMessage.ListRun list) {
                RunSource.list(context, studies, list);
            } else if (message instanceof WorkerMessage.OpenRunFile open) {
                RunSource.open(context, studies, open);
            }
            return Behaviors.same();
        }));
    }
}
