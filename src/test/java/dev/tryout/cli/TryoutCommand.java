package dev.tryout.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command within this process, for tests of other packages. */
public final class TryoutCommand {
    /** What a command leaves on the screen, and its exit code. */
    public record Result(int exitCode, String output, String errors) {}

    private TryoutCommand() {}

    /** Runs it to its end. */
    public static Result run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int exitCode = Main.execute(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
        return new Result(exitCode, output.toString(), errors.toString());
    }
}
