package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.studyfile.StudyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout run}. */
@Command(
        name = "run",
        description = {
            "Runs a study: searches, promotes the champion, writes the report.",
            "A finished study of the same name is set aside; an unfinished one is left alone."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The study file.")
    private Path file = Path.of("");

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "How many worker processes; by default as the study file says, else one for each GPU, else one.")
    private @Nullable Integer workers;

    @Option(names = "--fresh", description = "Set an unfinished study of the same name aside, too.")
    private boolean fresh;

    @Mixin
    private JoinOption cluster = new JoinOption();

    @Option(names = "--detach", description = "With --join: submit the study, and do not wait for its end.")
    private boolean detach;

    @Mixin
    private Home home = new Home();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        StudyFile study = StudyFile.readNew(file);
        SessionRunner.requireWorkers(workers);
        PrintWriter out = command.commandLine().getOut();
        List<String> coordinators = cluster.optional();
        if (!coordinators.isEmpty()) {
            if (workers != null) {
                throw new UserError(
                        ExitCode.USAGE, "--workers goes without --join: a cluster has the workers that joined it");
            }
            return new RemoteRun(coordinators, progress, out).submit(study, fresh, detach);
        }
        WarmStarts.check(study, home);
        SessionRunner.requireNodes();
        LocalDevices devices = LocalDevices.of(study, workers);
        StudyStart.Claimed claimed = new StudyStart(home).begin(study, fresh);
        try (StudyFolder.Lock lock = claimed.lock()) {
            Logs.to(claimed.folder().log("coordinator"));
            if (!progress.json()) {
                claimed.aside().ifPresent(aside -> out.println("the earlier study of this name is now in " + aside));
                if (!study.defaulted().isEmpty()) {
                    out.println("by default: " + String.join(", ", study.defaulted()) + " (see "
                            + claimed.folder().resolvedStudy() + ")");
                }
                study.grid().ifPresent(grid -> out.println("a grid of " + grid));
                study.sharing().ifPresent(out::println);
                DataSummary.read(claimed.folder()).ifPresent(data -> out.println("data: " + data.description()));
            }
            SessionRunner runner = new SessionRunner(home, progress, out);
            return runner.run(study, claimed.folder(), devices, claimed.opening());
        }
    }
}
