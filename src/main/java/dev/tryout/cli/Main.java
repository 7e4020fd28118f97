package dev.tryout.cli;

import dev.tryout.cluster.UnknownStudyException;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.cluster.journal.JournalHeldException;
import dev.tryout.cluster.wire.NodeConfigurationException;
import dev.tryout.simulation.CurveTableException;
import dev.tryout.studyfile.StudyFileException;
import dev.tryout.training.StudyFailure;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code tryout}. */
@Command(
        name = "tryout",
        description = "Searches hyperparameters for fine-tuning pre-trained models.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ValidateCommand.class,
            StatusCommand.class,
            TopCommand.class,
            PauseCommand.class,
            StopCommand.class,
            RetryCommand.class,
            EditCommand.class,
            LeaderboardCommand.class,
            ReportCommand.class,
            PredictCommand.class,
            DoctorCommand.class,
            SimulateCommand.class,
            AskTellCommand.class,
            JournalCommand.class,
            AuditCommand.class,
            CertificatesCommand.class,
            CoordinatorCommand.class,
            WorkerCommand.class,
            MembersCommand.class,
            WorkerProcessCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of Tryout; the log has the details",
            "2:the command line is wrong",
            "3:a file that was given is wrong: study, data, model, node configuration; or the journal cannot be used, or breaks its rules",
            "4:the study is not there, is there already, is being worked on, or is finished",
            "5:the study paused, because something has to be mended first, or somebody asked for it",
            "6:the study finished without a champion",
            "130:interrupted by Ctrl-C; 143 by a termination signal"
        })
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("ai.djl.offline", "true");
        System.exit(execute(utf8(System.out), utf8(System.err), arguments));
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs one command and returns its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err))
                .execute(arguments);
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof UserError error) {
            err.println(error.getMessage());
            return error.exitCode();
        }
        if (failure instanceof JournalHeldException || failure instanceof UnknownStudyException) {
            err.println(failure.getMessage());
            return ExitCode.STATE;
        }
        if (failure instanceof StudyFileException
                || failure instanceof StudyFailure
                || failure instanceof CurveTableException
                || failure instanceof JournalException
                || failure instanceof NodeConfigurationException) {
            err.println(failure.getMessage());
            return ExitCode.INPUT;
        }
        LoggerFactory.getLogger(Main.class).error("unexpected", failure);
        err.println("unexpected: " + failure + "; this is a defect of Tryout, please report it");
        failure.printStackTrace(err);
        return ExitCode.INTERNAL;
    }
}
