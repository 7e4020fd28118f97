package dev.tryout.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where reports are. */
final class ReportsFolder {
    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Folder of reports (default: ${DEFAULT-VALUE}).")
    private Path reports = Path.of("reports");

    Path path() {
        return reports;
    }
}
