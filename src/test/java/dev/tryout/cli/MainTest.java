package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int tryout(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void validatesAndPrintsTheResolvedStudy() {
        assertThat(tryout("validate", "search-spaces/smoke.yaml")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("study: smoke", "scheduler:", "max_length: 32");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void namesEveryMistakeOfAStudyFileWithItsPlaceAndRemedy() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bad.yaml"),
                Files.readString(Path.of("search-spaces/smoke.yaml"))
                        .replace("method: random", "method: randon")
                        .replace("batch_size: 32", "bacth_size: 32"));
        for (String command : new String[] {"validate", "run"}) {
            assertThat(tryout(command, file.toString())).isEqualTo(ExitCode.INPUT);
        }
        assertThat(err.toString())
                .contains("bad.yaml:8:9:", "random", "bad.yaml:13:3:", "batch_size")
                .doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("studies")).doesNotExist();
    }

    @Test
    void refusesDataThatCannotBeUsedBeforeAnythingIsMade() throws IOException {
        Files.writeString(folder.resolve("one-class.csv"), "text,label\na b,x\nc d,x\ne f,x\n");
        Path file = Files.writeString(
                folder.resolve("one-class.yaml"),
                Files.readString(Path.of("search-spaces/smoke.yaml"))
                        .replace("{source: wordnet-nouns, examples: 400}", "{file: one-class.csv}"));
        Path studies = folder.resolve("studies");
        for (String command : new String[] {"validate", "run"}) {
            err.getBuffer().setLength(0);
            assertThat(tryout(command, file.toString(), "--studies", studies.toString()))
                    .isEqualTo(ExitCode.INPUT);
            assertThat(err.toString()).contains("one-class.csv", "'x'").doesNotContain("\tat ");
        }
        assertThat(out.toString()).isEmpty();
        assertThat(studies).doesNotExist();
    }

    @Test
    void saysWhatTheDataIsAndThatMaxLengthCutsTexts() throws IOException {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i < 10; i++) {
            rows.append("one two three ").append(i).append(i < 5 ? ",x\n" : ",y\n");
        }
        Files.writeString(folder.resolve("some.csv"), rows + "word ".repeat(31) + ",x\n" + "word ".repeat(30) + ",y\n");
        Path file = Files.writeString(
                folder.resolve("some.yaml"),
                Files.readString(Path.of("search-spaces/smoke.yaml"))
                        .replace("{source: wordnet-nouns, examples: 400}", "{file: some.csv}"));
        assertThat(tryout("validate", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("some.csv: 12 of 12 examples, 2 classes")
                .contains("; at least 1 of 12 texts is longer than max_length: 32 tokens");
    }

    @Test
    void refusesToStartFromAStudyThatIsNotThere() throws IOException {
        Path file = Files.writeString(
                folder.resolve("warm.yaml"),
                Files.readString(Path.of("search-spaces/command-example.yaml")) + "warm_start_from: [older]\n");
        Path studies = folder.resolve("studies");
        int line = Files.readAllLines(file).size();
        for (String command : new String[] {"validate", "run"}) {
            err.getBuffer().setLength(0);
            assertThat(tryout(command, file.toString(), "--studies", studies.toString()))
                    .isEqualTo(ExitCode.INPUT);
            assertThat(err.toString())
                    .contains(
                            "warm.yaml:" + line + ":19: warm_start_from: no study 'older'",
                            "studies here: none; name one that has results, or leave it out");
        }
        assertThat(studies).doesNotExist();
    }

    @Test
    void refusesADeviceThatThisMachineHasNotBeforeAnythingIsMade() throws IOException {
        Path file = Files.writeString(
                folder.resolve("large.yaml"),
                Files.readString(Path.of("search-spaces/command-example.yaml"))
                        + "workers: {device: cpu, memory: 900000GB}\n");
        Path studies = folder.resolve("studies");
        assertThat(tryout("validate", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(tryout("run", file.toString(), "--studies", studies.toString()))
                .isEqualTo(ExitCode.INPUT);
        assertThat(err.toString())
                .contains(
                        "large.yaml:", "asks for a cpu with 900000GB, and this machine has cpu, ", " GB; run it where")
                .doesNotContain("\tat ");
        assertThat(studies).doesNotExist();
    }

    @Test
    void suggestsTheNearestCommand() {
        assertThat(tryout("validat", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("validate");
    }

    @Test
    void saysWhichStudiesThereAreWhereOneIsNot() {
        String studies = folder.toString();
        for (String command : new String[] {"resume", "status", "leaderboard", "report"}) {
            assertThat(tryout(command, "nowhere", "--studies", studies)).isEqualTo(ExitCode.STATE);
            assertThat(tryout(command, "../../etc", "--studies", studies)).isEqualTo(ExitCode.STATE);
        }
        assertThat(err.toString())
                .contains("no study 'nowhere'", "studies here: none", "'../../etc' is no study's name");
    }

    @Test
    void refusesNumbersOfWorkersThatCannotBe() {
        assertThat(tryout("run", "search-spaces/smoke.yaml", "--workers", "0", "--studies", folder.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--workers must be from 1 to 256, got 0");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesSizesThatAreNone() {
        for (String size : new String[] {"20", "-1GB", "1.5GB", "lots", ""}) {
            assertThat(tryout(
                            "worker", "--join", "127.0.0.1:7355", "--file-cache", size, "--studies", folder.toString()))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(err.toString()).contains("--file-cache must be a whole number of MB or GB", "'" + size + "'");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatHoldsNoWholeModel() {
        assertThat(tryout("predict", folder.resolve("none").toString(), "--text", "x"))
                .isEqualTo(ExitCode.INPUT);
        assertThat(tryout("predict", folder.toString(), "--text", "x")).isEqualTo(ExitCode.INPUT);
        assertThat(tryout("predict", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void listsItsExitCodes() {
        assertThat(tryout("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Exit codes:", "130", "resume", "doctor");
    }
}
