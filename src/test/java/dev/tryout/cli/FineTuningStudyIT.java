package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.cluster.journal.SqliteJournal;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that train the real model in real worker processes. */
class FineTuningStudyIT {
    private static final String STUDY = """
            version: 1
            study: NAME
            seed: 7
            metric: {name: accuracy, goal: maximize}
            method: random
            budget: {trials: 3}
            parameters:
              learning_rate: {min: 1.0e-4, max: 1.0e-2, scale: log}
              batch_size: 16
              epochs: 3
              freeze_depth: {min: 5, max: 7}
            task:
              type: text-classification
              model: minilm-l6-v2
              max_length: 24
              data: {source: wordnet-nouns, examples: 240}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aKilledAndResumedStudyGivesTheLeaderboardOfAnUndisturbedOneAndAModelThatPredicts() throws Exception {
        run("undisturbed");
        Path killed = Files.writeString(folder.resolve("killed.yaml"), STUDY.replace("NAME", "killed"));
        try (TryoutProcess first = TryoutProcess.start(folder, "run", killed.toString())) {
            // The third trial's epochs take seconds; with every layer frozen a trial may be over before the kill.
            first.awaitOutput(text -> text.contains("trial 3 epoch 1/"));
            List<ProcessHandle> workers = first.process().descendants().toList();
            first.process().destroyForcibly().waitFor();
            assertThat(workers).isNotEmpty();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(30, TimeUnit.SECONDS);
            }
        }
        try (TryoutProcess resumed = TryoutProcess.run(folder, "resume", "killed")) {
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        }

        assertThat(leaderboard("killed")).isEqualTo(leaderboard("undisturbed"));
        assertThat(epochsMeasured("killed")).isEqualTo(9);
        assertThat(state("killed").trial(3).orElseThrow().attempt()).isEqualTo(2);
        predicts(folder.resolve("studies/killed/champion"));
        assertThat(folder.resolve("reports/killed.html")).isNotEmptyFile();
    }

    private void run(String name) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), STUDY.replace("NAME", name));
        try (TryoutProcess run = TryoutProcess.run(folder, "run", file.toString())) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("champion", "test      accuracy");
        }
    }

    private void predicts(Path model) throws IOException, InterruptedException {
        try (TryoutProcess predict =
                TryoutProcess.run(folder, "predict", model.toString(), "--text", "a large animal with a long neck")) {
            assertThat(predict.exitCode()).as(predict.output()).isZero();
            JsonNode line = new ObjectMapper()
                    .readTree(predict.output()
                            .lines()
                            .filter(l -> l.startsWith("{"))
                            .findFirst()
                            .orElseThrow());
            assertThat(line.get("probabilities")).hasSize(26);
            assertThat(line.get("probability").asDouble()).isBetween(1.0 / 26, 1.0);
        }
    }

    private JsonNode leaderboard(String name) throws IOException, InterruptedException {
        try (TryoutProcess board = TryoutProcess.run(folder, "leaderboard", name, "--json")) {
            return new ObjectMapper().readTree(board.output());
        }
    }

    private StudyState state(String name) throws IOException {
        return new SqliteJournal(folder.resolve("studies").resolve(name).resolve("journal.sqlite")).replay();
    }

    private long epochsMeasured(String name) throws IOException {
        return new SqliteJournal(folder.resolve("studies").resolve(name).resolve("journal.sqlite"))
                .read().stream()
                        .filter(StudyEvent.EpochMeasured.class::isInstance)
                        .count();
    }
}
