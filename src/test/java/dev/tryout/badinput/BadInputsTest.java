package dev.tryout.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutCommand;
import dev.tryout.training.pretrained.Family;
import dev.tryout.training.pretrained.TinyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of files that must be refused, by the command that a person would type: with exit code 3, with what is wrong and where,
 * without a stack trace, with nothing made, and with what another study keeps left as it was. What must be refused on the cluster's
 * port is in {@link WireNoiseIT} and {@link TlsIT}, and what no node may be started with in {@code NodeRulesTest}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "pipes and links")
class BadInputsTest {
    private static final int EXIT_INPUT = 3;
    private static final String STUDY = """
            version: 1
            study: guarded
            seed: 7
            metric: {name: accuracy, goal: maximize}
            method: random
            budget: {trials: 2}
            parameters:
              learning_rate: {min: 0.0001, max: 0.01, scale: log}
              epochs: 1
            constraints: []
            task:
              type: text-classification
              model: model
              max_length: 8
              data: {file: data.csv}
            """;

    @TempDir
    private Path folder;

    private Path work;
    private Path studies;

    @BeforeEach
    void writeAGoodStudyAndANeighbour() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        studies = Files.createDirectories(folder.resolve("studies"));
        Path neighbour = Files.createDirectories(studies.resolve("neighbour"));
        Files.write(neighbour.resolve("journal.sqlite"), new byte[] {1, 2, 3});
        Files.writeString(work.resolve("study.yaml"), STUDY);
        Files.writeString(work.resolve("data.csv"), BadDataFiles.good());
        TinyFolder.of(Family.BERT).write(work.resolve("model"));
    }

    private TryoutCommand.Result tryout(String command, String... more) {
        String[] arguments = {command, work.resolve("study.yaml").toString()};
        String[] all =
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
        return TryoutCommand.run(all);
    }

    @Test
    void theStudyThatTheyVaryIsGood() {
        TryoutCommand.Result result = tryout("validate");
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    static Stream<BadInput> studyFiles() {
        return BadStudyFiles.rows();
    }

    static Stream<BadInput> dataFiles() {
        return BadDataFiles.rows();
    }

    static Stream<BadInput> modelFolders() {
        return BadModelFolders.rows();
    }

    @ParameterizedTest
    @MethodSource({"studyFiles", "dataFiles", "modelFolders"})
    void isRefusedAndLeavesNothing(BadInput input) throws Exception {
        input.change().make(work);
        Map<String, String> before = everything();

        TryoutCommand.Result result = tryout(
                "run",
                "--studies",
                studies.toString(),
                "--reports",
                folder.resolve("reports").toString());

        assertThat(result.exitCode()).as(result.errors()).isEqualTo(EXIT_INPUT);
        assertThat(result.errors()).contains(input.said()).doesNotContain("\tat ", "defect of Tryout", "java.lang.");
        assertThat(everything()).isEqualTo(before);
    }

    /** Every file and folder with what it holds; links and pipes by their kind alone. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                boolean plain = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                found.put(path.toString(), plain ? Arrays.toString(Files.readAllBytes(path)) : "no plain file");
            }
        }
        return found;
    }
}
