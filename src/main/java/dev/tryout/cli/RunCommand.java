package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
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
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

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
    private Home home = new Home();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        StudyFile study = StudyFile.read(file);
        SessionRunner.requireWorkers(workers);
        SessionRunner.requireNodes();
        Optional<DataSummary> data =
                DataSummary.of(study.objective(), study.study().seed());
        StudySpec spec = WarmStarts.resolve(study.study(), home);
        StudyFolder folder = home.study(study.study().name());
        setAside(folder);
        try (StudyFolder.Lock lock = claim(folder)) {
            Files.createDirectories(folder.logs());
            Logs.to(folder.log("coordinator"));
            Files.writeString(folder.resolvedStudy(), study.resolved());
            if (data.isPresent()) {
                data.get().write(folder);
            }
            if (!progress.json()) {
                if (!study.defaulted().isEmpty()) {
                    command.commandLine()
                            .getOut()
                            .println("by default: " + String.join(", ", study.defaulted()) + " (see "
                                    + folder.resolvedStudy() + ")");
                }
                study.grid().ifPresent(grid -> command.commandLine().getOut().println("a grid of " + grid));
                study.sharing().ifPresent(command.commandLine().getOut()::println);
            }
            SessionRunner runner =
                    new SessionRunner(home, progress, command.commandLine().getOut());
            return runner.run(study, folder, workers, begin(study, spec, data));
        }
    }

    private static SupervisorMessage begin(StudyFile study, StudySpec spec, Optional<DataSummary> data) {
        return new SupervisorMessage.Begin(
                spec,
                ObjectiveJson.write(study.objective()),
                data.map(DataSummary::fingerprint).orElse(""),
                Version.tryout());
    }

    static StudyFolder.Lock claim(StudyFolder folder) throws IOException {
        return folder.lock()
                .orElseThrow(() -> new UserError(
                        ExitCode.STATE,
                        "another process is working on the study in " + folder.root() + "; wait for it, or end it"));
    }

    /** Makes room for a new study; never deletes anything. */
    private void setAside(StudyFolder folder) throws IOException {
        if (!folder.isStudy()) {
            return;
        }
        try (StudyFolder.Lock lock = claim(folder)) {
            StudyState state = Home.journal(folder).replay();
            boolean over = !state.exists() || state.champion().isPresent();
            if (!over && !fresh) {
                String name = folder.root().getFileName().toString();
                throw new UserError(
                        ExitCode.STATE,
                        "study '" + name + "' is there already and not finished ("
                                + state.trials().size()
                                + " trials); go on with it:  ./tryout resume " + name
                                + "\nor set it aside and begin again:  ./tryout run --fresh " + file);
            }
        }
        Path aside = folder.root()
                .resolveSibling(
                        folder.root().getFileName() + "." + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
        Files.move(folder.root(), aside);
        if (!progress.json()) {
            command.commandLine().getOut().println("the earlier study of this name is now in " + aside);
        }
    }
}
