package dev.tryout.cli;

import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout validate}. */
@Command(
        name = "validate",
        description = "Checks a study file and its data, and prints the study with every default filled in.")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The study file.")
    private Path file = Path.of("");

    @Mixin
    private Home home = new Home();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        StudyFile study = StudyFile.readNew(file);
        WarmStarts.check(study, home);
        Optional<DataSummary> data =
                DataSummary.of(study.objective(), study.study().seed());
        command.commandLine().getOut().print(study.resolved());
        data.ifPresent(read -> command.commandLine().getOut().println("# The data: " + read.description() + "."));
        command.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
