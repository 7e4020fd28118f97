package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final String STUDY = """
            version: 1
            study: bowl
            seed: 3
            metric: {name: loss, goal: minimize}
            method: random
            budget: {trials: 6}
            parameters:
              x: {min: 0, max: 9}
              epochs: 2
            command: ["true"]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private Path study = folder;
    private Path table = folder;

    @BeforeEach
    void writeStudyAndTable() throws IOException {
        study = Files.writeString(folder.resolve("bowl.yaml"), STUDY);
        StringBuilder rows = new StringBuilder("x,epoch,loss,seconds\n");
        for (int x = 0; x <= 9; x++) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                rows.append(x).append(',').append(epoch).append(',');
                rows.append(Math.abs(x - 4) + 1.0 / epoch).append(",30\n");
            }
        }
        table = Files.writeString(folder.resolve("curves.csv"), rows);
    }

    private int simulate(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "simulate";
        all[1] = "--reports";
        all[2] = folder.resolve("reports").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void showsWhatAStudyWouldFindAndCost() {
        assertThat(simulate(study.toString(), "--table", table.toString(), "--workers", "3", "--seeds", "4"))
                .isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("curves.csv: 10 configurations", "simulating random, 4 seeds");
        assertThat(out.toString()).contains("random", "best loss", "2 min 00 s", "6 min 00 s", "100%", "3 workers");
        assertThat(folder.resolve("reports/simulation-bowl.html")).isNotEmptyFile();
        assertThat(folder.resolve("reports/simulation-bowl.csv")).content().contains("random,6,12,120.0,");
    }

    @Test
    void comparesPoliciesForPrograms() throws IOException {
        String[] arguments = {
            study.toString(),
            "--table",
            table.toString(),
            "--match",
            "exact",
            "--method",
            "random+asha",
            "--method",
            "grid",
            "--seeds",
            "2",
            "--trials",
            "10",
            "--json"
        };
        assertThat(simulate(arguments)).isEqualTo(ExitCode.OK);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.at("/policies/0/policy").textValue()).isEqualTo("random+asha");
        assertThat(document.at("/policies/1/best/median").doubleValue()).isEqualTo(0.5);
        assertThat(document.at("/policies/1/trials").intValue()).isEqualTo(10);
    }

    @Test
    void simulatesBuiltInObjectives() {
        assertThat(simulate("--objective", "list")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("finetune7    7 parameters, 27 epochs", "branin2      2 parameters, 1 epoch");
        assertThat(simulate("--objective", "finetune7", "--seeds", "2", "--epochs", "60"))
                .isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("reports/simulation-finetune7.html")).isNotEmptyFile();
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        String[][] commands = {
            {},
            {study.toString()},
            {study.toString(), "--objective", "branin2"},
            {"--objective", "brannin"},
            {"--objective", "branin2", "--method", "tpe+ash"},
            {"--objective", "branin2", "--seeds", "0"},
            {"--objective", "branin2", "--trials", "0"},
            {study.toString(), "--table", table.toString(), "--match", "near"}
        };
        for (String[] command : commands) {
            assertThat(simulate(command)).as(String.join(" ", command)).isEqualTo(ExitCode.USAGE);
        }
        assertThat(err.toString())
                .contains(
                        "simulate needs STUDY.yaml and --table CSV, or --objective NAME",
                        "--objective stands in place of a study and a table",
                        "no objective 'brannin': use one of branin2",
                        "--method tpe+ash: no scheduler 'ash'",
                        "--seeds must be 1 or more, got 0",
                        "budget: trials must be above 0, got 0",
                        "but was 'near'")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhatIsWrongWithItsFiles() throws IOException {
        Files.writeString(table, "x,epoch,loss,seconds\n1,1,high,30\n");
        assertThat(simulate(study.toString(), "--table", table.toString())).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString())
                .contains("curves.csv:2: column 'loss' has 'high'; write a number, or NaN where training diverged")
                .doesNotContain("\tat ");
        assertThat(simulate(folder.resolve("none.yaml").toString(), "--table", table.toString()))
                .isEqualTo(ExitCode.INPUT);
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    /** The loss is least at 4; the size falls with x, so that no trial above 4 dominates one with less loss. */
    private void writeSizes(String study) throws IOException {
        Files.writeString(this.study, study.replace("budget", "trade_off: [{name: size, goal: minimize}]\nbudget"));
        StringBuilder rows = new StringBuilder("x,epoch,loss,size,seconds\n");
        for (int x = 0; x <= 9; x++) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                rows.append(x).append(',').append(epoch).append(',').append(Math.abs(x - 4));
                rows.append(',').append(20 - x).append(",30\n");
            }
        }
        Files.writeString(table, rows);
    }

    @Test
    void showsWhatAStudyOfSeveralMetricsWouldTradeForWhat() throws IOException {
        writeSizes(STUDY.replace("method: random", "method: grid").replace("trials: 6", "trials: 10"));
        assertThat(simulate(study.toString(), "--table", table.toString(), "--seeds", "2"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()
                        .lines()
                        .filter(line -> line.startsWith("  loss"))
                        .map(line -> line.split("  trial")[0]))
                .containsExactly(
                        "  loss 0  size 16",
                        "  loss 1  size 15",
                        "  loss 2  size 14",
                        "  loss 3  size 13",
                        "  loss 4  size 12",
                        "  loss 5  size 11");
        assertThat(out.toString()).contains("on the front", "grid, seed 3: trials that none beats in every metric");
        assertThat(folder.resolve("reports/simulation-bowl.html"))
                .content()
                .contains(
                        "What can be traded for what",
                        "Trials that none beats in every metric, with the first seed, 3");
    }

    @Test
    void comparesFrontsForPrograms() throws IOException {
        writeSizes(STUDY);
        String[] arguments = {
            study.toString(),
            "--table",
            table.toString(),
            "--seeds",
            "3",
            "--json",
            "--method",
            "random",
            "--method",
            "tpe"
        };
        assertThat(simulate(arguments)).isEqualTo(ExitCode.OK);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.at("/study/objectives/1/metric").textValue()).isEqualTo("size");
        for (JsonNode policy : document.get("policies")) {
            assertThat(policy.get("covered").doubleValue()).isBetween(0.05, 1.0);
            assertThat(policy.get("on_front").intValue()).isBetween(1, 6);
            assertThat(policy.at("/front/0/metrics/size").doubleValue()).isBetween(11.0, 20.0);
            assertThat(policy.at("/front/0/configuration/x").isNumber()).isTrue();
        }
    }

    @Test
    void saysWhichMetricATableLacks() throws IOException {
        Files.writeString(study, STUDY.replace("budget", "trade_off: [{name: size, goal: minimize}]\nbudget"));
        assertThat(simulate(study.toString(), "--table", table.toString(), "--seeds", "2"))
                .isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("curves.csv: has no column for size, which the study trades off");
        assertThat(out.toString()).contains("best loss").doesNotContain("on the front");
    }

    @Test
    void refusesAValueOfAnotherMetricThatIsNoNumber() throws IOException {
        writeSizes(STUDY);
        Files.writeString(table, Files.readString(table).replaceFirst(",20,", ",big,"));
        assertThat(simulate(study.toString(), "--table", table.toString())).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString()).contains("curves.csv:2: column 'size' has 'big'; write a number, or NaN for none");
    }

    @Test
    void saysWhichConfigurationATableLacks() throws IOException {
        Files.writeString(table, "x,epoch,loss,seconds\n1,1,0.5,30\n1,2,0.4,30\n");
        assertThat(simulate(study.toString(), "--table", table.toString(), "--match", "exact"))
                .isEqualTo(ExitCode.INPUT);
        assertThat(err.toString())
                .contains("curves.csv: has no configuration x=")
                .doesNotContain("\tat ");
    }
}
