package dev.tryout.cli;

import dev.tryout.asktell.AskTell;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tryout ask-tell}. */
@Command(
        name = "ask-tell",
        description =
                "Searches for another program, in any language, that asks what to train and tells how it went: JSON lines "
                        + "on standard input and output, as docs/guides/ask-tell.md describes. Ends with the request "
                        + "{\"op\":\"end\"}, or with its input.")
final class AskTellCommand implements Callable<Integer> {
    private final InputStream input;

    @Spec
    private CommandSpec command = CommandSpec.create();

    AskTellCommand() {
        this(System.in);
    }

    AskTellCommand(InputStream input) {
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        RequestLines lines = new RequestLines(input);
        AskTell session = new AskTell();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<String> answer = answer(session, line.get());
            if (answer.isEmpty()) {
                break;
            }
            out.print(answer.get() + "\n");
            out.flush();
        }
        return ExitCode.OK;
    }

    private Optional<String> answer(AskTell session, String line) {
        if (line.length() > RequestLines.MAX_LENGTH) {
            return Optional.of(AskTell.error("a request has at most " + RequestLines.MAX_LENGTH + " characters"));
        }
        try {
            return session.answer(line);
        } catch (RuntimeException e) {
            // The client may have hours of training behind it, and the core decides before it changes: the session goes
            // on.
            e.printStackTrace(command.commandLine().getErr());
            return Optional.of(AskTell.error("unexpected: " + e + "; this is a defect of Tryout, please report it"));
        }
    }
}
