package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cluster.journal.SqliteJournal;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials of one run, and finals, with the real model in real worker processes. */
class SharedEpochsIT {
    private static final String STUDY = """
            version: 1
            study: NAME
            seed: 7
            metric: {name: accuracy, goal: maximize}
            method: random
            MORE
            parameters:
              learning_rate: 1.0e-3
              batch_size: 16
              epochs: EPOCHS
              freeze_depth: 6
              schedule: constant
              warmup: 0.0
            task:
              type: text-classification
              model: minilm-l6-v2
              max_length: 16
              data: {source: wordnet-nouns, examples: 160}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aLongerTrialGoesOnBehindAShorterOneAsIfItHadTrainedAllItself() throws Exception {
        String shared = run(
                "shared",
                "{min: 1, max: 4}",
                "budget: {trials: 3}\ninitial: [{epochs: 2}, {epochs: 4}, {epochs: 3}]\nfinalists: {count: 1, seeds: 2}");
        assertThat(shared)
                .contains(
                        "trials that differ only in epochs share one run",
                        "trial 2 shares epochs 1 to 2 with trial 1",
                        "trial 3 shares epochs 1 to 3 with trial 2",
                        "the search is over: the budget of trials is spent; finals of trial",
                        "with seed 2 of 2");
        run("alone", "4", "budget: {trials: 1}");

        StudyView view = state("shared").view();
        List<Trial> trials = view.trials();
        assertThat(metrics(trials.get(1)))
                .isEqualTo(metrics(state("alone").view().trials().get(0)));
        assertThat(metrics(trials.get(2))).isEqualTo(metrics(trials.get(1)).subList(0, 3));
        Trial repeat = trials.get(3);
        assertThat(metrics(repeat)).doesNotContainAnyElementsOf(metrics(trials.get(1)));
        assertThat(epochsMeasured("shared")).isEqualTo(4 + repeat.lastEpoch());
        Champion champion = Objects.requireNonNull(view.champion());
        assertThat(view.leader()).map(Trial::id).contains(champion.trial());
        assertThat(champion.testExamples()).isEqualTo(32);
        assertThat(folder.resolve("studies/shared/champion/model.safetensors")).isNotEmptyFile();
    }

    private static List<Map<String, Double>> metrics(Trial trial) {
        return trial.measurements().stream().map(Measurement::metrics).toList();
    }

    private String run(String name, String epochs, String more) throws IOException, InterruptedException {
        String study = STUDY.replace("NAME", name).replace("EPOCHS", epochs).replace("MORE", more);
        Path file = Files.writeString(folder.resolve(name + ".yaml"), study);
        try (TryoutProcess run = TryoutProcess.run(folder, "run", file.toString())) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            return run.output();
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
