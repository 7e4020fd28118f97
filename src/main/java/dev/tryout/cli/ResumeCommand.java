package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.StudyState;
import dev.tryout.studyfile.StudyFile;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout resume}. */
@Command(
        name = "resume",
        description = {
            "Goes on with a study that was interrupted, paused or killed.",
            "Recorded epochs are not trained again; running trials go on from their checkpoints."
        })
final class ResumeCommand implements Callable<Integer> {
    @Option(names = "--workers", paramLabel = "N", description = "How many worker processes; by default as before.")
    private @Nullable Integer workers;

    @Mixin
    private JoinOption cluster = new JoinOption();

    @Option(names = "--detach", description = "With --join: do not wait for the study's end.")
    private boolean detach;

    @Mixin
    private NamedStudy named = new NamedStudy();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SessionRunner.requireWorkers(workers);
        List<String> coordinators = cluster.optional();
        if (!coordinators.isEmpty()) {
            return new RemoteRun(coordinators, progress, command.commandLine().getOut()).goOn(named.name(), detach);
        }
        SessionRunner.requireNodes();
        StudyFolder folder = named.folder();
        try (StudyFolder.Lock lock = StudyStart.claim(folder)) {
            StudyState state = named.replay();
            Logs.to(folder.log("coordinator"));
            SessionRunner runner = new SessionRunner(
                    named.home(), progress, command.commandLine().getOut());
            if (state.champion().isPresent()) {
                return runner.finishReport(folder, state.view());
            }
            StudyFile study = StudyFile.read(folder.resolvedStudy());
            return runner.run(study, folder, workers, StudyStart.goOn(folder, state));
        }
    }
}
