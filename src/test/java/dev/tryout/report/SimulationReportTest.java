package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.PolicyOutcome;
import dev.tryout.simulation.SimulatedRun;
import dev.tryout.simulation.SimulatedRun.Improvement;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationReportTest {
    private static final Metric METRIC = new Metric("f</script>1", Goal.MAXIMIZE);

    @TempDir
    private Path folder = Path.of("");

    private static Comparison comparison() {
        SimulatedRun good = new SimulatedRun(
                7,
                2,
                4,
                3_600_000,
                5_000_000,
                List.of(new Improvement(1, 500, 0.25), new Improvement(3, 2_000, 0.75)),
                List.of());
        SimulatedRun none = new SimulatedRun(8, 1, 4, 3_600_000, 5_000_000, List.of(), List.of());
        return new Comparison(
                "a<b",
                List.of(METRIC),
                2,
                List.of(
                        new PolicyOutcome("tpe+asha", METRIC, 2, List.of(good)),
                        new PolicyOutcome("random", METRIC, 2, List.of(none))));
    }

    @Test
    void writesEachImprovementAndTheEnd() {
        assertThat(SimulationReport.csv(comparison()).lines())
                .containsExactly(
                        "policy,seed,epochs,seconds,best,trials,busy_seconds",
                        "tpe+asha,7,1,0.5,0.25,,",
                        "tpe+asha,7,3,2.0,0.75,,",
                        "tpe+asha,7,4,3600.0,0.75,2,5000.0",
                        "random,8,4,3600.0,,1,5000.0");
    }

    @Test
    void writesOneDocumentForPrograms() throws IOException {
        JsonNode document = new ObjectMapper().readTree(SimulationReport.json(comparison()));
        assertThat(document.at("/study/goal").textValue()).isEqualTo("maximize");
        assertThat(document.get("workers").intValue()).isEqualTo(2);
        assertThat(document.get("seeds").intValue()).isEqualTo(1);
        JsonNode policy = document.at("/policies/0");
        assertThat(policy.at("/best/median").doubleValue()).isEqualTo(0.75);
        assertThat(policy.get("busy_seconds").doubleValue()).isEqualTo(5_000);
        assertThat(policy.at("/by_epochs/0/at").intValue()).isEqualTo(1);
        assertThat(policy.at("/by_epochs/0/median").doubleValue()).isEqualTo(0.25);
        assertThat(document.at("/policies/1/best/median").isNull()).isTrue();
    }

    @Test
    void writesAPageThatFetchesNothingAndTrustsNoName() throws IOException {
        SimulationReport.Files files = SimulationReport.write(comparison(), folder.resolve("new"));
        String page = Files.readString(files.html());
        assertThat(page).contains("a&lt;b", "tpe+asha", "1 h 0 min", "Content-Security-Policy");
        assertThat(page).doesNotContain("f</script>1", "src=\"http", "href=\"http");
        assertThat(files.html().getFileName().toString())
                .startsWith("simulation-")
                .endsWith(".html");
        assertThat(Files.readString(files.csv())).startsWith("policy,seed");
    }
}
