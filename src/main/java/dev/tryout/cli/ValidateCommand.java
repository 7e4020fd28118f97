package dev.tryout.cli;

import dev.tryout.studyfile.StudyFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout validate}. */
@Command(name = "validate", description = "Checks a study file, and prints the study with every default filled in.")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The study file.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        command.commandLine().getOut().print(StudyFile.read(file).resolved());
        command.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
