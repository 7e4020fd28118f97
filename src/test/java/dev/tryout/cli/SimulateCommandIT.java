package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesItsReportWhereItWasStarted() throws Exception {
        try (TryoutProcess simulation = TryoutProcess.run(
                folder,
                "simulate",
                "--objective",
                "hartmann6",
                "--method",
                "sobol",
                "--trials",
                "20",
                "--seeds",
                "3")) {
            assertThat(simulation.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(simulation.output()).contains("sobol", "best value", "reports/simulation-hartmann6.html");
            assertThat(folder.resolve("reports/simulation-hartmann6.csv")).isNotEmptyFile();
        }
    }
}
