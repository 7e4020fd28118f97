package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Criterion;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.training.CacheSpec;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.DataSpec;
import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFileTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatIsAskedOfWorkersAndWritesItOut() {
        StudyFile file = StudyTexts.read(
                folder, StudyTexts.TASK.replace("seed: 7", "workers: {count: 2, device: gpu, memory: 16GB}"));
        assertThat(file.workers()).isEqualTo(2);
        assertThat(file.study().needs()).isEqualTo(new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L));
        assertThat(file.resolved()).contains("workers: {count: 2, device: gpu, memory: 16GB}\n");

        StudyFile memory = StudyTexts.read(folder, StudyTexts.TASK.replace("seed: 7", "workers: {memory: 8GiB}"));
        assertThat(memory.resolved()).contains("workers: {device: any, memory: 8GiB}\n");
        StudyFile number = StudyTexts.read(folder, StudyTexts.TASK.replace("seed: 7", "workers: {count: 3}"));
        assertThat(number.study().needs()).isEqualTo(WorkerNeeds.NONE);
        assertThat(number.resolved()).contains("workers: 3\n");
    }

    @Test
    void readsWhatWasWritten() {
        StudyFile file = StudyTexts.read(folder, StudyTexts.TASK.replace("version: 1", "version: 1\nworkers: 3"));
        assertThat(file.workers()).isEqualTo(3);
        assertThat(file.study().name()).isEqualTo("nouns");
        assertThat(file.study().seed()).isEqualTo(7);
        assertThat(file.study().method()).isEqualTo(Method.TPE);
        assertThat(file.study().scheduler()).isEqualTo(SchedulerSpec.Asha.DEFAULT);
        assertThat(file.study().budget()).isEqualTo(new Budget(8, 600_000L, null));
        assertThat(file.study().space().constraints()).hasSize(1);
        assertThat(file.study().space().parameter("learning_rate").orElseThrow().domain())
                .isEqualTo(new FloatDomain(1e-5, 1e-2, Scale.LOG));
        assertThat(file.objective())
                .isEqualTo(new TaskSpec(
                        TaskType.TEXT_CLASSIFICATION,
                        "minilm-l6-v2",
                        new DataSpec("wordnet-nouns", null, "text", null, "label", 400, 0.2, 0.2),
                        64,
                        Pooling.MEAN,
                        CacheSpec.STANDARD));
    }

    @Test
    void saysHowLargeAGridIs() {
        StudyFile file = StudyTexts.read(folder, """
                version: 1
                study: grid
                metric: {name: loss, goal: minimize}
                method: grid
                budget: {trials: 9}
                parameters: {dropout: {values: [0, 0.1]}, batch_size: {min: 1, max: 700}, epochs: 2}
                task: {type: text-classification, model: minilm-l6-v2, data: {source: wordnet-nouns}}
                """);
        assertThat(file.grid()).contains("1,400 points (dropout 2 x batch_size 700)");
        assertThat(file.resolved()).contains("# The grid has 1,400 points (dropout 2 x batch_size 700), before");
        assertThat(StudyTexts.read(folder, file.resolved()).study()).isEqualTo(file.study());
    }

    @Test
    void readsSeveralMetricsAndWritesThemBack() {
        StudyFile file = StudyTexts.read(
                folder,
                StudyTexts.TASK.replace(
                        "goal: maximize}\n",
                        "goal: maximize, tolerance: 0.01}\ntrade_off: [{name: seconds, goal: minimize}]\n"));
        assertThat(file.study().criteria())
                .containsExactly(
                        new Criterion(new Metric("accuracy", Goal.MAXIMIZE), 0.01),
                        new Criterion(new Metric("seconds", Goal.MINIMIZE), 0));
        assertThat(StudyTexts.read(folder, file.resolved()).study()).isEqualTo(file.study());
    }

    @Test
    void fillsInDefaultsAndShowsThem() {
        StudyFile file = StudyTexts.read(folder, """
                version: 1
                study: least
                metric: {name: loss, goal: minimize}
                budget: {epochs: 9}
                parameters: {learning_rate: 1e-3}
                task: {type: text-classification, model: minilm-l6-v2, data: {source: wordnet-nouns}}
                """);
        assertThat(file.workers()).isNull();
        assertThat(file.study().space().parameter("epochs").orElseThrow().domain())
                .isEqualTo(new FixedDomain(3L));
        assertThat(file.resolved()).isEqualTo("""
                version: 1
                study: least
                seed: 42
                metric: {name: loss, goal: minimize}
                method: tpe
                scheduler: none
                budget: {epochs: 9}
                parameters:
                  learning_rate: {value: 0.001}
                  epochs: {value: 3}
                task:
                  type: text-classification
                  model: minilm-l6-v2
                  pooling: mean
                  max_length: 64
                  cache: {precision: float32, memory: 512MB, disk: 10GB}
                  data:
                    source: wordnet-nouns
                    validation: 0.2
                    test: 0.2
                """);
    }

    @Test
    void readsWhatIsKnownBeforehand() {
        StudyFile file = StudyTexts.read(
                folder,
                StudyTexts.TASK
                                .replace("scale: log}", "scale: log, prior: usual}")
                                .replace("[16, 32, 64]}", "[16, 32, 64], prior: {weights: [1, 2, 1.5]}}")
                                .replace("{min: 1, max: 3}", "{min: 1, max: 3, prior: {centre: 2, spread: 1}}")
                        + """
                        initial:
                          - {learning_rate: 1.0e-3, optimizer: adamw}
                          - {epochs: 3}
                        warm_start_from: [older, "old one"]
                        """);
        SearchSpace space = file.study().space();
        assertThat(space.parameter("learning_rate").orElseThrow().prior()).isEqualTo(new Prior.Around(2e-4, 3));
        assertThat(space.parameter("batch_size").orElseThrow().prior())
                .isEqualTo(new Prior.Weights(List.of(1.0, 2.0, 1.5)));
        assertThat(space.parameter("epochs").orElseThrow().prior()).isEqualTo(new Prior.Around(2, 1));
        assertThat(file.study().knowledge().initial())
                .extracting(Object::toString)
                .containsExactly(
                        "learning_rate=0.001 batch_size=32 epochs=2 optimizer=adamw",
                        "learning_rate=0.0002 batch_size=32 epochs=3 optimizer=sgd momentum=0.895");
        assertThat(file.study().knowledge().earlier())
                .containsExactly(EarlierStudy.named("older"), EarlierStudy.named("old one"));
        assertThat(file.resolved())
                .contains("prior: {centre: 2.0e-4, spread: 3.0}", "prior: {weights: [1.0, 2.0, 1.5]}");
        assertThat(StudyTexts.read(folder, file.resolved())).isEqualTo(file);
    }

    @Test
    void takesNumbersAsTheyAreWritten() {
        SearchSpace space = StudyTexts.read(folder, StudyTexts.COMMAND.replace("  epochs: 5", """
                  whole: {min: 1, max: 4}
                  real: {min: 1, max: 4.0}
                  typed: {type: float, min: 1, max: 4}
                  tiny: {min: 1e-5, max: 1, scale: log}
                  choice: {values: [0, 0.5]}
                  text: {values: ["010", 'no', 2026-11-23]}
                  fixed: "7"
                  epochs: 5\
                """))
                .study()
                .space();
        assertThat(space.parameters().stream().skip(2).map(Parameter::domain))
                .containsExactly(
                        new IntDomain(1, 4, Scale.LINEAR),
                        new FloatDomain(1, 4, Scale.LINEAR),
                        new FloatDomain(1, 4, Scale.LINEAR),
                        new FloatDomain(1e-5, 1, Scale.LOG),
                        new CategoricalDomain(List.of(0.0, 0.5)),
                        new CategoricalDomain(List.of("010", "no", "2026-11-23")),
                        new FixedDomain("7"),
                        new FixedDomain(5L));
    }

    @Test
    void takesNumbersAsTheTaskKnowsThem() {
        SearchSpace space = StudyTexts.read(
                        folder,
                        StudyTexts.TASK.replace("  epochs", "  warmup: 0\n  dropout: {values: [0, 0.5]}\n  epochs"))
                .study()
                .space();
        assertThat(space.parameter("warmup").orElseThrow().domain()).isEqualTo(new FixedDomain(0.0));
        assertThat(space.parameter("dropout").orElseThrow().domain())
                .isEqualTo(new CategoricalDomain(List.of(0.0, 0.5)));
    }

    @Test
    void takesTextWhereOnlyTextIsMeant() {
        StudyFile file = StudyTexts.read(
                folder,
                StudyTexts.COMMAND.replace("study: any", "study: 2026").replace("[sh, run.sh]", "[sh, 010, 1e-5]"));
        assertThat(file.study().name()).isEqualTo("2026");
        assertThat(file.objective())
                .isEqualTo(new CommandSpec(List.of("sh", "010", "1e-5"), folder.toString(), 10, 3_600));
    }

    @Test
    void putsParentsFirst() {
        SearchSpace space = StudyTexts.read(
                        folder,
                        StudyTexts.COMMAND.replace(
                                "  a: {min: 1, max: 4}",
                                "  c: {min: 0.0, max: 1.0, when: {a: [1, 2.0]}}\n  a: {min: 1, max: 4, when: {b: y}}"))
                .study()
                .space();
        assertThat(space.parameters().stream().map(Parameter::name)).containsExactly("b", "a", "c", "epochs");
        assertThat(space.parameter("c").orElseThrow().condition().orElseThrow().anyOf())
                .containsEntry("a", List.of(1L, 2L));
    }

    @Test
    void resolvesDataBesideTheStudyFile() throws IOException {
        Path data = Files.writeString(folder.resolve("texts.csv"), "text,label\na,b\n");
        StudyFile file = StudyTexts.read(
                folder,
                StudyTexts.TASK.replace("{source: wordnet-nouns, examples: 400}", "{file: ./texts.csv, label: kind}"));
        assertThat(file.objective())
                .isInstanceOfSatisfying(
                        TaskSpec.class,
                        task -> assertThat(task.data())
                                .isEqualTo(new DataSpec(null, data.toString(), "text", null, "kind", null, 0.2, 0.2)));
    }

    @Test
    void understandsEveryUnitOfTime() {
        assertThat(List.of("90s", "30m", "2h", "1d").stream()
                        .map(time -> StudyTexts.read(folder, StudyTexts.TASK.replace("10m", time))
                                .study()
                                .budget()
                                .timeMs()))
                .containsExactly(90_000L, 1_800_000L, 7_200_000L, 86_400_000L);
    }

    @Test
    void acceptsAByteOrderMarkAndOtherScripts() {
        assertThat(StudyTexts.read(folder, "\ufeff" + StudyTexts.TASK.replace("study: nouns", "study: Hauptwörter 名詞"))
                        .study()
                        .name())
                .isEqualTo("Hauptwörter 名詞");
    }

    @Test
    void reportsAllMistakesAtOnceInTheOrderOfTheFile() {
        String text = StudyTexts.TASK
                .replace("study: nouns", "study: no")
                .replace("trials: 8", "trials: many")
                .replace("batch_size: {", "bacth_size: {")
                .replace("[16, 32, 64]", "[16, 32, 16]")
                .replace("{optimizer: sgd}", "{optimizer: sdg}")
                .replace("batch_size <=", "bach_size <=")
                .replace("examples: 400", "exmples: 400");
        assertThat(StudyTexts.mistakes(folder, text))
                .containsExactly(
                        "2:8: 'no' without quotes is a truth value in YAML, not text; write \"no\" in quotes",
                        "7:18: 'trials' must be a whole number from 1 to 1000000; found 'many'",
                        "10:3: unknown parameter 'bacth_size' for a task; did you mean 'batch_size'?",
                        "10:33: '16' is there twice in 'values'; remove one of them",
                        "13:53: 'optimizer' is never 'sdg'; it may be adamw or sgd; did you mean 'sgd'?",
                        "14:15: the constraint names 'bach_size', which is no parameter here; did you mean 'batch_size'?",
                        "18:33: unknown key 'exmples'; did you mean 'examples'?");
    }

    @Test
    void namesTheFileInEveryMistake() {
        Path file = folder.resolve("s.yaml");
        assertThatThrownBy(() -> StudyTexts.read(folder, "version: 2"))
                .isInstanceOf(StudyFileException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .allMatch(line -> line.startsWith(file + ":1:")));
    }

    @Test
    void saysHowManyMoreThereAre() {
        StringBuilder text = new StringBuilder(StudyTexts.COMMAND);
        for (int i = 0; i < 500; i++) {
            text.append("key").append(i).append(": 1\n");
        }
        List<String> mistakes = StudyTexts.mistakes(folder, text.toString());
        assertThat(mistakes).hasSize(101);
        assertThat(mistakes.get(100)).isEqualTo("111:1: 400 more mistakes from here on; mend those above first");
    }
}
