package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as another program uses it: over pipes, one answer for each request before the next is sent. */
class AskTellCommandIT {
    @TempDir
    private static Path folder = Path.of("");

    private Path err = folder;
    private Process process;
    private BufferedWriter requests;
    private BufferedReader answers;

    @BeforeEach
    void start() throws IOException {
        err = Files.createTempFile(folder, "ask-tell", ".err");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + folder.resolve("classes.txt"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "ask-tell")
                .redirectError(Redirect.to(err.toFile()))
                .start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private void send(String request) throws IOException {
        requests.write(request.replace('\'', '"') + "\n");
        requests.flush();
    }

    private String ask(String request) throws IOException {
        send(request);
        return answers.readLine();
    }

    @Test
    void answersEachRequestWithALineAndEndsWithoutOne() throws Exception {
        assertThat(ask("{'op':'start','direction':'minimize','trials':1,'method':'tpe','seed':3,"
                        + "'space':[{'name':'größe','type':'int','low':8,'high':8}]}"))
                .isEqualTo("{}");
        assertThat(ask("{'op':'ask'}")).isEqualTo("{\"id\":1,\"params\":{\"größe\":8}}");
        assertThat(ask("what?")).startsWith("{\"error\":\"not one JSON object on a line");
        assertThat(ask("{'op':'tell','id':1,'value':0.25,'state':'complete'}")).isEqualTo("{}");
        assertThat(ask("{'op':'ask'}")).isEqualTo("{\"done\":true}");
        send("{'op':'end'}");
        assertThat(answers.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(ExitCode.OK);
        assertThat(err).isEmptyFile();
        assertThat(folder.resolve("classes.txt")).content().doesNotContain(" akka.", " ai.djl.");
    }

    @Test
    void endsWithItsInput() throws Exception {
        requests.close();
        assertThat(answers.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(ExitCode.OK);
    }
}
