package dev.tryout.cli;

import dev.tryout.cli.progress.JsonProgress;
import dev.tryout.cli.progress.LiveProgress;
import dev.tryout.cli.progress.PlainProgress;
import dev.tryout.cli.progress.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a running study is shown. */
final class ProgressOptions {
    private static final int DEFAULT_COLUMNS = 100;

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
        String terminal = System.getenv("TERM");
        boolean live = System.console() != null && terminal != null && !terminal.equals("dumb");
        boolean colour = System.getenv("NO_COLOR") == null;
        return live ? new LiveProgress(out, columns(), colour) : new PlainProgress(out);
    }

    private static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }
}
