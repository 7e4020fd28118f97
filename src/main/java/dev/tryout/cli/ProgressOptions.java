package dev.tryout.cli;

import dev.tryout.cli.progress.JsonProgress;
import dev.tryout.cli.progress.LiveProgress;
import dev.tryout.cli.progress.PlainProgress;
import dev.tryout.cli.progress.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a running study is shown. */
final class ProgressOptions {
    /** Set by the launcher to the terminal's width, where standard output is one. */
    private static final String COLUMNS = "TRYOUT_COLUMNS";

    @Option(names = "--json", description = "Print the study's events as JSON, one a line, and nothing else.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** A live block where the output is a terminal that can show one, else lines. */
    Progress open(PrintWriter out) {
        if (json) {
            return new JsonProgress(out);
        }
        String columns = System.getenv(COLUMNS);
        String terminal = System.getenv("TERM");
        boolean live = columns != null && columns.matches("\\d{1,4}") && terminal != null && !terminal.equals("dumb");
        return live
                ? new LiveProgress(out, Integer.parseInt(columns), System.getenv("NO_COLOR") == null)
                : new PlainProgress(out);
    }
}
