package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.report.ReportFiles;
import dev.tryout.study.StudyState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout report}. */
@Command(name = "report", description = "Writes a study's report again from its journal; the study may be running.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STUDY", description = "The study's name.")
    private String name = "";

    @Mixin
    private Home home = new Home();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        StudyFolder folder = home.begun(name);
        StudyState state = home.replay(name);
        SessionRunner runner = new SessionRunner(
                home, new ProgressOptions(), command.commandLine().getOut());
        ReportFiles files = runner.write(folder, state.view());
        command.commandLine().getOut().println(files.html());
        command.commandLine().getOut().println(files.csv());
        command.commandLine().getOut().println(files.parametersCsv());
        command.commandLine().getOut().println(files.json());
        return ExitCode.OK;
    }
}
