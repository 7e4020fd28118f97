package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.CommandSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The program of the shipped example speaks the protocol that the example explains. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandExampleTest {
    @Test
    void reportsALineForEachEpochAndGoesOnWhereItWasStopped() throws IOException {
        Map<String, String> parameters = Map.of(
                "TRYOUT_PARAM_X", "1.5", "TRYOUT_PARAM_Y", "2", "TRYOUT_PARAM_MOMENTUM", "0.8", "TRYOUT_EPOCHS", "3");
        assertThat(output(parameters, "0")).isEqualTo("""
                {"epoch": 1, "loss": 11.260000}
                {"epoch": 2, "loss": 6.260000}
                {"epoch": 3, "loss": 4.593333}
                """);
        assertThat(output(parameters, "2")).isEqualTo("{\"epoch\": 3, \"loss\": 4.593333}\n");
    }

    private static String output(Map<String, String> parameters, String resumeEpoch) throws IOException {
        Path file = Path.of("search-spaces/command-example.yaml").toAbsolutePath();
        CommandSpec command = (CommandSpec) StudyFile.read(file).objective();
        ProcessBuilder builder = new ProcessBuilder(command.command())
                .directory(file.resolveSibling(".").toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(parameters);
        builder.environment().put("TRYOUT_RESUME_EPOCH", resumeEpoch);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
