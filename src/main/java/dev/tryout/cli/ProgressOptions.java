package dev.tryout.cli;

import dev.tryout.cli.progress.JsonProgress;
import dev.tryout.cli.progress.LiveProgress;
import dev.tryout.cli.progress.PlainProgress;
import dev.tryout.cli.progress.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a running study is shown. */
final class ProgressOptions {
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
        return TerminalSize.find()
                .<Progress>map(size -> new LiveProgress(out, size.columns(), TerminalSize.colour()))
                .orElseGet(() -> new PlainProgress(out));
    }
}
