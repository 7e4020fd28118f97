package dev.tryout.cli;

import dev.tryout.report.ReportFiles;
import dev.tryout.study.StudyState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tryout report}. */
@Command(name = "report", description = "Writes a study's report again from its journal; the study may be running.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private AskedStudy study = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        StudyState state = study.find().state();
        SessionRunner runner = new SessionRunner(
                study.home(), new ProgressOptions(), command.commandLine().getOut());
        ReportFiles files = runner.write(study.folder(), state.view());
        command.commandLine().getOut().println(files.html());
        command.commandLine().getOut().println(files.csv());
        command.commandLine().getOut().println(files.parametersCsv());
        command.commandLine().getOut().println(files.json());
        return ExitCode.OK;
    }
}
