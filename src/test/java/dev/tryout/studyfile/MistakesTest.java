package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake gives exactly one message, with the line, the column and the remedy. */
class MistakesTest {
    @TempDir
    Path folder;

    /** A good file in which one text is replaced, and all the messages that this brings. */
    record Case(String base, String good, String bad, List<String> messages) {
        @Override
        public String toString() {
            return bad.strip().lines().findFirst().orElse("(removed) " + good.strip());
        }
    }

    private static Case task(String good, String bad, String... messages) {
        return new Case(StudyTexts.TASK, good, bad, List.of(messages));
    }

    private static Case command(String good, String bad, String... messages) {
        return new Case(StudyTexts.COMMAND, good, bad, List.of(messages));
    }

    static Stream<Case> workers() {
        return Stream.of(
                command(
                        ", goal: maximize",
                        "",
                        "3:10: the metric 'score' of a command has no goal, and only the program knows which way is better; "
                                + "add goal: maximize, or goal: minimize"),
                command(
                        "method: random",
                        "workers: {device: tpu}",
                        "4:19: 'device' must be gpu, cpu or any; found 'tpu'; did you mean 'gpu'?"),
                command(
                        "method: random",
                        "workers: {device: gpu, memory: 16}",
                        "4:32: 'memory' must be a size such as 16GB or 16GiB; found '16'"),
                command(
                        "method: random",
                        "workers: {memory: 16 gb}",
                        "4:19: 'memory' must be a size such as 16GB or 16GiB; found '16 gb'"),
                command(
                        "method: random",
                        "workers: {memory: 0GB}",
                        "4:19: 'memory' must be a size such as 16GB or 16GiB; found '0GB'"),
                command(
                        "method: random",
                        "workers: {count: 0, device: gpu}",
                        "4:18: 'count' must be a whole number from 1 to 1024; found 0"),
                command(
                        "method: random",
                        "workers: {divice: gpu}",
                        "4:11: unknown key 'divice'; did you mean 'device'?"),
                command(
                        "method: random",
                        "workers: {}",
                        "4:10: 'workers' must be a whole number from 1 to 1024, or a mapping with count, device or memory; found a mapping without keys"),
                command(
                        "method: random",
                        "workers: gpu",
                        "4:10: 'workers' must be a whole number from 1 to 1024, or a mapping with count, device or memory; found 'gpu'"),
                command(
                        "method: random",
                        "workers: 0",
                        "4:10: 'workers' must be a whole number from 1 to 1024, or a mapping with count, device or memory; found 0"));
    }

    static Stream<Case> keys() {
        return Stream.of(
                task(
                        "batch_size: {",
                        "bacth_size: {",
                        "10:3: unknown parameter 'bacth_size' for a task; did you mean 'batch_size'?"),
                task("method: tpe", "metod: tpe", "5:1: unknown key 'metod'; did you mean 'method'?"),
                task(
                        "seed: 7",
                        "colour: red",
                        "3:1: unknown key 'colour'; the keys here are version, study, seed, metric, trade_off, method, scheduler, early_stopping, finalists, budget, workers, parameters, constraints, initial, warm_start_from, task, command, directory, grace_seconds, silence_seconds and share_epochs"),
                task(
                        "seed: 7\n",
                        "seed: 7\nseed: 8\n",
                        "4:1: the key 'seed' is already there at line 3, column 1; remove one of them"),
                task(
                        "min: 0.8, max",
                        "min: 0.8, min: 0.9, max",
                        "13:24: the key 'min' is already there at line 13, column 14; remove one of them"),
                command(
                        "version: 1\n",
                        "",
                        "1:1: 'version' is missing; add 'version:' (1, the version of this format)"),
                command(
                        "metric: {name: score, goal: maximize}\n",
                        "",
                        "1:1: 'metric' is missing; add 'metric:' (a mapping with the keys name and goal)"),
                task(
                        "budget: {trials: 8, time: 10m}\n",
                        "",
                        "1:1: 'budget' is missing; add 'budget:' (a mapping with at least one of trials, time and epochs)"),
                task(
                        "budget: {trials: 8, time: 10m}",
                        "budgt: {trials: 8}",
                        "7:1: unknown key 'budgt'; did you mean 'budget'?"),
                task(
                        "goal: maximize}\n",
                        "goal: maximize, tolerance: 0.1}\n",
                        "4:53: a tolerance means nothing where there is one metric; remove it, or list in trade_off what the metric may be traded against"),
                task(
                        "goal: maximize}\n",
                        "goal: maximize}\ntrade_off: [{name: accuracy, goal: maximize}]\n",
                        "5:20: the metric 'accuracy' is there twice"),
                task(
                        "goal: maximize}\n",
                        "goal: maximize}\ntrade_off: [{name: second, goal: minimize}]\n",
                        "5:20: what the metric of text-classification is traded against must be accuracy, loss, macro_f1, mcc, seconds or trained_parameters; found 'second'; did you mean 'seconds'?"),
                task(
                        "goal: maximize}\n",
                        "goal: maximize}\ntrade_off: [{name: loss, goal: minimize, tolerance: -1}]\n",
                        "5:53: 'tolerance' must be a number, 0 or more; found -1"),
                task(
                        "task:\n",
                        "command: [sh]\ntask:\n",
                        "1:1: the study needs either 'task' or 'command'; found 'task' and 'command'"),
                task("task:\n", "tsk:\n", "15:1: unknown key 'tsk'; did you mean 'task'?"),
                command(
                        "command: [sh, run.sh]\n",
                        "",
                        "1:1: the study needs either 'task' or 'command'; found none of them"),
                task(
                        "task:\n",
                        "grace_seconds: 5\ntask:\n",
                        "15:1: 'grace_seconds' goes with 'command', which is not here; remove it, or add 'command'"),
                task(
                        "{source: wordnet-nouns, examples: 400}",
                        "{examples: 400}",
                        "18:3: 'data' needs either 'source' or 'file'; found none of them"),
                task(
                        "{source: wordnet-nouns, ",
                        "{source: wordnet-nouns, text: gloss, ",
                        "18:33: 'text' goes with 'file', which is not here; remove it, or add 'file'"),
                task(
                        "reduction_factor: 3",
                        "startup_trials: 3",
                        "6:40: the scheduler asha has no setting 'startup_trials'; it has min_epochs, reduction_factor and kind"),
                task(
                        "{type: asha, min_epochs: 1, reduction_factor: 3}",
                        "{type: median, kind: stopping}",
                        "6:27: the scheduler median has no setting 'kind'; it has startup_trials and min_epochs"),
                task(
                        "{type: asha, min_epochs: 1, reduction_factor: 3}",
                        "{type: hyperband, percentile: 20}",
                        "6:30: the scheduler hyperband has no setting 'percentile'; it has min_epochs, reduction_factor and kind"),
                task(
                        "{type: asha, min_epochs: 1, reduction_factor: 3}",
                        "threshold",
                        "6:12: the scheduler threshold needs the setting 'threshold', the worst value that may go on; write it as in {type: threshold, threshold: 3.0, min_epochs: 2}"));
    }

    static Stream<Case> values() {
        return Stream.of(
                task("version: 1", "version: 2", "1:10: 'version' must be 1, the version of this format; found 2"),
                task(
                        "study: nouns",
                        "study: no",
                        "2:8: 'no' without quotes is a truth value in YAML, not text; write \"no\" in quotes"),
                task(
                        "study: nouns",
                        "study: true",
                        "2:8: 'true' without quotes is a truth value in YAML, not text; write \"true\" in quotes"),
                task(
                        "study: nouns",
                        "study:",
                        "2:7: 'study' must be a name of 1 to 100 characters without < > : \" / \\ | ? * that does not begin with '.', '-' or a space; found nothing"),
                task(
                        "study: nouns",
                        "study: ../nouns",
                        "2:8: 'study' must be a name of 1 to 100 characters without < > : \" / \\ | ? * that does not begin with '.', '-' or a space; found '../nouns'"),
                task(
                        "study: nouns",
                        "study: \"</script>\"",
                        "2:8: 'study' must be a name of 1 to 100 characters without < > : \" / \\ | ? * that does not begin with '.', '-' or a space; found '</script>'"),
                task(
                        "study: nouns",
                        "study: .nouns",
                        "2:8: 'study' must be a name of 1 to 100 characters without < > : \" / \\ | ? * that does not begin with '.', '-' or a space; found '.nouns'"),
                task(
                        "study: nouns",
                        "study: NUL.txt",
                        "2:8: the study's name 'NUL.txt' is the name of a device on Windows; its folder and its report are named after it"),
                task(
                        "study: nouns",
                        "study: \"a\\u202eb\"",
                        "2:8: the study's name 'a\\u202eb' holds a character that cannot be seen; its folder and its report are named after it"),
                task(
                        "study: nouns",
                        "study: " + "n".repeat(101),
                        "2:8: 'study' must be a name of 1 to 100 characters without < > : \" / \\ | ? * that does not begin with '.', '-' or a space; found 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...'"),
                task(
                        "seed: 7",
                        "seed: 010",
                        "3:7: '010' is not the same number to every reader of YAML; write it as an ordinary decimal number, or \"010\" in quotes for the text"),
                task(
                        "seed: 7",
                        "seed: 1_000",
                        "3:7: '1_000' has underscores, which not every reader of YAML takes for a number; write 1000, or \"1_000\" in quotes for the text"),
                task(
                        "seed: 7",
                        "seed: 12:30",
                        "3:7: '12:30' is a number to the base 60 in YAML; write it as an ordinary decimal number, or \"12:30\" in quotes for the text"),
                task(
                        "seed: 7",
                        "seed: 0x1F",
                        "3:7: '0x1F' is not the same number to every reader of YAML; write it as an ordinary decimal number, or \"0x1F\" in quotes for the text"),
                task(
                        "seed: 7",
                        "seed: \"7\"",
                        "3:7: 'seed' must be a whole number from 0 to 9007199254740991; found '7'; write the number without quotes"),
                task("seed: 7", "seed: -1", "3:7: 'seed' must be a whole number from 0 to 9007199254740991; found -1"),
                task(
                        "seed: 7",
                        "seed: 99999999999999999999",
                        "3:7: 'seed' must be a whole number from 0 to 9007199254740991; found 99999999999999999999"),
                task(
                        "seed: 7",
                        "seed: yes",
                        "3:7: 'yes' is a truth value to some readers of YAML and text to others; write true, or \"yes\" in quotes for the text"),
                task(
                        "method: tpe",
                        "method: anneal",
                        "5:9: 'method' must be grid, random, sobol, tpe, gp, bayes or multi-fidelity; found 'anneal'"),
                task(
                        "method: tpe",
                        "method: tpee",
                        "5:9: 'method' must be grid, random, sobol, tpe, gp, bayes or multi-fidelity; found 'tpee'; did you mean 'tpe'?"),
                task(
                        "type: asha",
                        "type: ahsa",
                        "6:19: 'type' must be none, median, percentile, threshold, asha or hyperband; found 'ahsa'; did you mean 'asha'?"),
                task(
                        "{type: asha, min_epochs: 1, reduction_factor: 3}",
                        "on",
                        "6:12: 'on' without quotes is a truth value in YAML, not text; write \"on\" in quotes"),
                task(
                        "min_epochs: 1",
                        "min_epochs: 9",
                        "6:37: min_epochs 9 is above the most epochs that a trial trains, 3, so that none would ever be stopped; lower it, or raise the parameter 'epochs'"),
                task("trials: 8", "trials: 0", "7:18: 'trials' must be a whole number from 1 to 1000000; found 0"),
                task(
                        "{trials: 8, time: 10m}",
                        "{}",
                        "7:9: 'budget' must be a mapping with at least one of trials, time and epochs; found a mapping without keys"),
                task(
                        "{trials: 8, time: 10m}",
                        "8",
                        "7:9: 'budget' must be a mapping with at least one of trials, time and epochs; found 8"),
                task(
                        "time: 10m",
                        "time: 12:30",
                        "7:27: 'time' must be a duration such as 90s, 30m, 2h or 1d; found '12:30'"),
                task("time: 10m", "time: 90", "7:27: 'time' must be a duration such as 90s, 30m, 2h or 1d; found '90'"),
                task("time: 10m", "time: 366d", "7:27: a study may run for at most 365d; found '366d'"),
                task(
                        "name: accuracy",
                        "name: acuracy",
                        "4:16: the metric of text-classification must be accuracy, loss, macro_f1 or mcc; found 'acuracy'; did you mean 'accuracy'?"),
                task(
                        "name: accuracy",
                        "name: loss",
                        "4:28: loss is better when it is lower, and the goal is maximize; write goal: minimize"),
                task(
                        "model: minilm-l6-v2",
                        "model: minilm",
                        "17:10: the model must be bge-small-en-v1.5, minilm-l6-v2, or a folder; there is no readable folder FOLDER/minilm; did you mean 'minilm-l6-v2'?"),
                task(
                        "model: minilm-l6-v2",
                        "model: models/bert",
                        "17:10: the model must be bge-small-en-v1.5, minilm-l6-v2, or a folder; there is no readable folder FOLDER/models/bert; put the model's files there, or name another folder"),
                task(
                        "model: minilm-l6-v2",
                        "model: .",
                        "17:10: there is no file FOLDER/config.json; copy the model's config.json beside its weights"),
                task(
                        "epochs: {min: 1, max: 3}",
                        "epochs: {min: 1, max: 3}\n  freeze_depth: {min: 0, max: 8}",
                        "12:17: the model minilm-l6-v2 has 7 stages that can be frozen, and 'freeze_depth' goes to 8; 7 freezes all but the head"),
                task(
                        "epochs: {min: 1, max: 3}",
                        "epochs: {min: 1, max: 3}\n  freeze_depth: {values: [0, 9]}",
                        "12:17: the model minilm-l6-v2 has 7 stages that can be frozen, and 'freeze_depth' goes to 9; 7 freezes all but the head"),
                task(
                        "epochs: {min: 1, max: 3}",
                        "epochs: {min: 1, max: 3}\n  freeze_depth: 13",
                        "12:17: the model minilm-l6-v2 has 7 stages that can be frozen, and 'freeze_depth' goes to 13; 7 freezes all but the head"),
                task(
                        "model: minilm-l6-v2",
                        "model: minilm-l6-v2\n  pooling: max",
                        "18:12: 'pooling' must be mean or cls; found 'max'"),
                task(
                        "examples: 400",
                        "examples: many",
                        "18:43: 'examples' must be a whole number from 10 to 100000000; found 'many'"),
                task(
                        "examples: 400",
                        "validation: 0.6, test: 0.4",
                        "18:33: validation 0.6 and test 0.4 leave nothing to train on; together they must be below 1"),
                task(
                        "source: wordnet-nouns",
                        "file: missing.csv",
                        "18:16: there is no readable data file FOLDER/missing.csv; a relative path begins at the study file's folder, FOLDER"),
                task(
                        "source: wordnet-nouns",
                        "file: texts.xlsx",
                        "18:16: the data file 'texts.xlsx' does not say its format; its name must end in .csv, .tsv, .jsonl or .ndjson"),
                command(
                        "[sh, run.sh]",
                        "sh run.sh",
                        "10:10: 'command' must be a list of a program and its arguments; found 'sh run.sh'"),
                command(
                        "[sh, run.sh]",
                        "[]",
                        "10:10: 'command' must be a list of a program and its arguments; found a list without items"),
                command(
                        "[sh, run.sh]",
                        "[sh, run.sh]\ndirectory: nowhere",
                        "11:12: there is no folder FOLDER/nowhere for the command to run in; a relative path begins at the study file's folder, FOLDER"),
                command(
                        "[sh, run.sh]",
                        "[\" \"]",
                        "10:11: the command's program is blank; name a program, as in [python3, train.py]"),
                command(
                        "[sh, run.sh]",
                        "[sh, yes]",
                        "10:15: 'yes' without quotes is a truth value in YAML, not text; write \"yes\" in quotes"),
                command(
                        "name: score",
                        "name: \" \"",
                        "3:16: 'name' must be a metric's name of 1 to 100 characters; found ' '"));
    }

    static Stream<Case> parameters() {
        return Stream.of(
                task(
                        "scale: log",
                        "scale: log, prior: {centre: 1e-3}",
                        "9:61: 'centre' goes with 'spread', which is not here; remove it, or add 'spread'"),
                task(
                        "scale: log",
                        "scale: log, prior: {centre: 1.0e-3, spread: 0.5}",
                        "9:85: on a log scale a prior's spread is a factor above 1; found 0.5; write 3 for 'within a factor of 3'"),
                task(
                        "scale: log",
                        "scale: log, prior: {centre: 1, spread: 3}",
                        "9:69: the prior's centre 1 is outside the range 1.0e-5 to 0.01; choose a centre within it"),
                task(
                        "scale: log",
                        "scale: log, prior: {weights: [1, 2]}",
                        "9:60: 'learning_rate' is a range, whose prior has a centre and a spread alone; write prior: {centre: ..., spread: ...}"),
                task(
                        "scale: log",
                        "scale: log, prior: usal",
                        "9:60: 'prior' must be usual; found 'usal'; did you mean 'usual'?"),
                task(
                        "[adamw, sgd]}",
                        "[adamw, sgd], prior: {weights: [1, 2, 3]}}",
                        "12:54: 'optimizer' has 2 values, and its prior 3 weights; write prior: {weights: [...]}, a weight for each value, in their order"),
                task(
                        "[adamw, sgd]}",
                        "[adamw, sgd], prior: {weights: [1, 0]}}",
                        "12:58: item 2 of 'weights' must be a number above 0, up to 1e100; found 0"),
                task(
                        "[adamw, sgd]}",
                        "[adamw, sgd], prior: {centre: 1, spread: 1}}",
                        "12:44: 'optimizer' is a choice, whose prior has weights alone; write prior: {weights: [...]}, a weight for each value, in their order"),
                task(
                        "[16, 32, 64]}",
                        "[8, 16], prior: usual}",
                        "10:40: the usual value of 'batch_size' is 32, which is not among 8 or 16; write a centre and a spread, or weights"),
                command(
                        "a: {min: 1, max: 4}",
                        "a: {min: 1, max: 4, prior: usual}",
                        "7:30: 'a' is no setting of fine-tuning, and has no usual value; write a centre and a spread, or weights"),
                command(
                        "epochs: 5",
                        "epochs: {value: 5, prior: {centre: 5, spread: 1}}",
                        "9:29: 'epochs' is fixed, and has no use for a prior; remove it"),
                task(
                        "task:\n",
                        "initial: [{learning_rte: 1e-3}]\ntask:\n",
                        "15:12: 'learning_rte' is no parameter here; did you mean 'learning_rate'?"),
                task("task:\n", "initial: [{epochs: 4}]\ntask:\n", "15:20: 'epochs' is never '4'; it may be 1 to 3"),
                task(
                        "task:\n",
                        "initial: [{optimizer: adamx}]\ntask:\n",
                        "15:23: 'optimizer' is never 'adamx'; it may be adamw or sgd; did you mean 'adamw'?"),
                task(
                        "task:\n",
                        "initial: [{optimizer: adamw, momentum: 0.9}]\ntask:\n",
                        "15:30: 'momentum' is not used here, by its 'when', in learning_rate=0.0003162 batch_size=32 epochs=2 optimizer=adamw; remove it"),
                task(
                        "task:\n",
                        "initial: [{batch_size: 64, epochs: 3}]\ntask:\n",
                        "15:11: this configuration does not meet 'batch_size <= 32 or epochs <= 2': learning_rate=0.0003162 batch_size=64 epochs=3 optimizer=sgd momentum=0.895; change it, or name more of its values"),
                task(
                        "task:\n",
                        "initial: [{epochs: 2}, {batch_size: 32}]\ntask:\n",
                        "15:24: this configuration is there already: learning_rate=0.0003162 batch_size=32 epochs=2 optimizer=sgd momentum=0.895; remove one of them"),
                task(
                        "task:\n",
                        "warm_start_from: [a/b, old, old]\ntask:\n",
                        "15:19: 'a/b' holds '/', which file names may not, so that no study is called so; name a study of yours",
                        "15:29: 'old' is there twice; remove one of them"),
                task("min: 1e-5, max: 1e-2", "min: 1e-2, max: 1e-5", "9:24: min 1e-2 is above max 1e-5; swap them?"),
                task("min: 1e-5", "min: 0", "9:24: 'learning_rate' must be a number from 1.0e-9 to 10; found 0"),
                task("min: 1e-5", "min: .inf", "9:24: '.inf' is not a finite number; write a number up to 1e300"),
                task("min: 1e-5", "min: 1e999", "9:24: '1e999' is not a finite number; write a number up to 1e300"),
                task("min: 1e-5", "min: tiny", "9:24: 'min' must be a number from -1e300 to 1e300; found 'tiny'"),
                task("max: 1e-2", "max: 11", "9:35: 'learning_rate' must be a number from 1.0e-9 to 10; found 11"),
                task("scale: log", "scale: logarithmic", "9:48: 'scale' must be linear or log; found 'logarithmic'"),
                task(
                        "min: 1e-5, max: 1e-2, scale: log",
                        "scale: log",
                        "9:3: 'learning_rate' needs either 'min' and 'max', or 'values', or 'value'; found none of them"),
                task(
                        "[16, 32, 64]",
                        "[]",
                        "10:24: 'values' must be a list of 1 to 1000 values; found a list without items"),
                task("[16, 32, 64]", "[16, 32, 16]", "10:33: '16' is there twice in 'values'; remove one of them"),
                task(
                        "[16, 32, 64]",
                        "[16, 32.0]",
                        "10:29: 'batch_size' must be a whole number from 1 to 1024; found 32.0"),
                task("[16, 32, 64]", "16", "10:24: 'values' must be a list of 1 to 1000 values; found 16"),
                task(
                        "{values: [16, 32, 64]}",
                        "0",
                        "10:15: 'batch_size' must be a whole number from 1 to 1024; found 0"),
                task(
                        "{values: [16, 32, 64]}",
                        "{type: float, value: 16}",
                        "10:22: 'batch_size' must be a whole number from 1 to 1024; found type float; remove the type"),
                task(
                        "{values: [16, 32, 64]}",
                        "{}",
                        "10:3: 'batch_size' needs either 'min' and 'max', or 'values', or 'value'; found none of them"),
                task(
                        "{values: [16, 32, 64]}",
                        "{min: 1, max: 2, values: [3]}",
                        "10:3: 'batch_size' needs either 'min' and 'max', or 'values', or 'value'; found 'min', 'max' and 'values'"),
                task(
                        "[adamw, sgd]",
                        "[adamw, sdg]",
                        "12:31: 'optimizer' must be adamw, adam, sgd, nesterov or rmsprop; found 'sdg'; did you mean 'sgd'?"),
                task(
                        "{values: [adamw, sgd]}",
                        "{min: 0, max: 1}",
                        "12:20: 'optimizer' must be adamw, adam, sgd, nesterov or rmsprop; found a range; write {values: [adamw, adam, sgd, nesterov, rmsprop]}"),
                task(
                        "{optimizer: sgd}",
                        "{optimizr: sgd}",
                        "13:42: 'when' names 'optimizr', which is no parameter here; did you mean 'optimizer'?"),
                task(
                        "{optimizer: sgd}",
                        "{optimizer: sdg}",
                        "13:53: 'optimizer' is never 'sdg'; it may be adamw or sgd; did you mean 'sgd'?"),
                task(
                        "{optimizer: sgd}",
                        "{optimizer: []}",
                        "13:53: 'optimizer' must be a value or a list of values; found a list without items"),
                task("{optimizer: sgd}", "{epochs: [1, 5]}", "13:54: 'epochs' is never '5'; it may be 1 to 3"),
                task(
                        "{optimizer: sgd}",
                        "{momentum: 0.9}",
                        "13:42: 'momentum' depends on itself; name another parameter"),
                task(
                        "[adamw, sgd]}",
                        "[adamw, sgd], when: {momentum: 0.9}}",
                        "12:37: parameters depend on one another in a circle: optimizer -> momentum -> optimizer; remove one of these conditions"),
                task(
                        "max: 3}",
                        "max: 3, when: {optimizer: sgd}}",
                        "11:28: 'epochs' must not depend on other parameters; every trial needs it"),
                task(
                        "epochs: {min: 1, max: 3}",
                        "epochs: {values: [1.5]}",
                        "11:21: 'epochs' must be a whole number from 1 to 1000; found 1.5"),
                task(
                        "learning_rate: {",
                        "lr: {",
                        "9:3: unknown parameter 'lr' for a task; did you mean 'learning_rate'?"),
                command(
                        "epochs: 5",
                        "epochs: 0.5",
                        "9:11: 'epochs' must be whole numbers from 1 to 100000; found 0.5; write for example 'epochs: 10' or 'epochs: {min: 1, max: 10}'"),
                command(
                        "epochs: 5",
                        "epochs: {min: 0, max: 3}",
                        "9:11: 'epochs' must be whole numbers from 1 to 100000; found 0 to 3; write for example 'epochs: 10' or 'epochs: {min: 1, max: 10}'"),
                command(
                        "  epochs: 5\n",
                        "",
                        "6:1: the parameter 'epochs' is missing, which says how long a trial trains; add it, fixed as in 'epochs: 10' or as a range {min: 1, max: 10}"),
                command(
                        "  a: {min: 1, max: 4}",
                        "  1a: {min: 1, max: 4}",
                        "7:3: '1a' is no parameter name; use at most 100 letters, digits, '_', '.' and '-', a letter or '_' first"),
                command(
                        "  b: {",
                        "  A: {",
                        "8:3: 'A' and 'a' would both be TRYOUT_PARAM_A in the program's environment; rename one of them"),
                command(
                        "{values: [x, y]}",
                        "{values: [no, off]}",
                        "8:16: 'no' is a truth value to some readers of YAML and text to others; write false, or \"no\" in quotes for the text",
                        "8:20: 'off' is a truth value to some readers of YAML and text to others; write false, or \"off\" in quotes for the text"),
                command(
                        "{values: [x, y]}",
                        "{values: [1, 1.0]}",
                        "8:19: '1.0' is there twice in 'values'; remove one of them"),
                command(
                        "{values: [x, y]}",
                        "{type: int, values: [1, x]}",
                        "8:30: 'b' must be a whole number; found 'x'"),
                command(
                        "{values: [x, y]}",
                        "{type: int, min: 0.5, max: 3}",
                        "8:23: 'b' must be a whole number; found 0.5"),
                command(
                        "{values: [x, y]}",
                        "{type: categorical, min: 1, max: 3}",
                        "8:13: type categorical goes with 'values', and here is 'min'; remove the type, or list the values"),
                command(
                        "{values: [x, y]}",
                        "{min: 1e-300, max: 1e300, scale: log}",
                        "8:12: the range from 1e-300 to 1e300 is too wide for a log scale; choose a narrower range"),
                command(
                        "{values: [x, y]}",
                        "{min: 0, max: 9000000000000000000}",
                        "8:12: the range from 0 to 9000000000000000000 is too wide; choose a narrower range"));
    }

    static Stream<Case> spaces() {
        return Stream.of(
                task(
                        "batch_size <= 32 or",
                        "batch_sise <= 32 or",
                        "14:15: the constraint names 'batch_sise', which is no parameter here; did you mean 'batch_size'?"),
                task(
                        "batch_size <= 32 or",
                        "batch_size <= or",
                        "14:15: constraint 'batch_size <= or epochs <= 2': expected a number, a name or a quoted text, found 'or' at character 15; write it like \"freeze_depth >= 4 or batch_size <= 32\""),
                task(
                        "batch_size <= 32 or epochs <= 2",
                        "optimizer == sgd",
                        "14:15: the constraint names 'sgd', which is no parameter here; write \"sgd\" or 'sgd' in quotes for the text"),
                task(
                        "batch_size <= 32 or epochs <= 2",
                        "optimizer > 2",
                        "14:15: expected a number in a constraint, got 'adamw', where learning_rate=0.001444 batch_size=64 epochs=1 optimizer=adamw; compare numbers with numbers and text with text"),
                task(
                        "batch_size <= 32 or epochs <= 2",
                        "batch_size > 64",
                        "14:15: none of 10000 random configurations meets this constraint; loosen it, or widen the parameters"),
                task(
                        "[\"batch_size <= 32 or epochs <= 2\"]",
                        "[batch_size > 32, batch_size < 32]",
                        "14:1: none of 10000 random configurations meets all constraints together; loosen one, or widen the parameters"),
                task(
                        "[\"batch_size <= 32 or epochs <= 2\"]",
                        "batch_size <= 32",
                        "14:14: 'constraints' must be a list of at most 50 conditions; found 'batch_size <= 32'"),
                task(
                        "\"batch_size <= 32 or epochs <= 2\"",
                        "\"" + "(".repeat(400) + "\"",
                        "14:15: a constraint may nest 50 levels at most; write it like \"freeze_depth >= 4 or batch_size <= 32\""),
                command(
                        "  epochs: 5",
                        "  c: {min: 0, max: 1000000}\n  epochs: 5\nconstraints: [c == 123456]",
                        "11:15: none of 10000 random configurations meets this constraint; loosen it, or widen the parameters"),
                task(
                        "method: tpe",
                        "method: grid",
                        "9:3: a grid needs a list of values, and 'learning_rate' is the range 1.0e-5 to 0.01; write {values: [...]}, or use method random, sobol, tpe or gp",
                        "13:3: a grid needs a list of values, and 'momentum' is the range 0.8 to 0.99; write {values: [...]}, or use method random, sobol, tpe or gp"),
                command(
                        "random\nbudget: {trials: 8}\nparameters:",
                        "grid\nbudget: {trials: 8}\nparameters:\n  c: {min: 1, max: 1000}\n  d: {min: 0, max: 124999}",
                        "4:9: the grid has 1,000,000,000 points (c 1,000 x d 125,000 x a 4 x b 2), and at most 100,000 are allowed; list fewer values, or use random, sobol, tpe, gp, bayes or multi-fidelity"),
                command(
                        "a: {min: 1, max: 4}",
                        "a: {min: 1, max: 4, when: {b: z}}",
                        "7:33: 'b' is never 'z'; it may be x or y; did you mean 'x'?"));
    }

    static Stream<Case> yaml() {
        return Stream.of(
                task(
                        "budget: {trials: 8, time: 10m}",
                        "budget: {trials: 8, time: 10m",
                        "8:11: not valid YAML: expected ',' or '}', but got : while parsing a flow mapping that begins at line 7, column 9; check brackets, quotes and indentation up to here"),
                task(
                        "study: nouns",
                        "study: a: b",
                        "2:9: not valid YAML: mapping values are not allowed here; put text that holds ': ' in quotes, and check the indentation"),
                task(
                        "study: nouns",
                        "study: @nouns",
                        "2:8: not valid YAML: found character '@' that cannot start any token while scanning for the next token; put the text in quotes"),
                task(
                        "study: nouns",
                        "study: \"\\U99999999\"",
                        "2:6: not valid YAML after this: For input string: \"99999999\" under radix 16; check quotes and backslashes"),
                task(
                        "study: nouns",
                        "study: 'nouns",
                        "19:1: not valid YAML: found unexpected end of stream while scanning a quoted scalar that begins at line 2, column 8; check brackets, quotes and indentation up to here"),
                task("  batch_size", "\tbatch_size", "10:1: a tab in the indentation; indent with spaces"),
                task(
                        "study: nouns",
                        "study: !!javax.script.ScriptEngineManager [x]",
                        "2:8: the YAML tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' has no place in a study file; remove it, or put text that begins with ! in quotes"),
                task(
                        "study: nouns",
                        "study: &name nouns",
                        "2:8: anchors (&) and aliases (*) have no place in a study file; write the value out, or put text that begins with & or * in quotes"),
                task(
                        "study: nouns",
                        "study: *name",
                        "2:8: anchors (&) and aliases (*) have no place in a study file; write the value out, or put text that begins with & or * in quotes"),
                task("study: nouns", "? [a, b]\n: c", "2:3: a key must be plain text; write 'key: value'"),
                task(
                        "task:\n",
                        "---\ntask:\n",
                        "15:1: a second document begins here, and a study file holds one; put each study into a file of its own"),
                task(StudyTexts.TASK, "", "1:1: the file is empty; begin with search-spaces/wordnet-nouns.yaml"),
                task(
                        StudyTexts.TASK,
                        "# nothing\n\n# here\n",
                        "1:1: the file holds only comments; begin with search-spaces/wordnet-nouns.yaml"),
                task(
                        StudyTexts.TASK,
                        "--- \n",
                        "2:1: the file must be a mapping with keys such as version, study, metric, budget and parameters; found nothing"),
                task(
                        StudyTexts.TASK,
                        "- version: 1\n",
                        "1:1: the file must be a mapping with keys such as version, study, metric, budget and parameters; found a list of 1"),
                task(
                        StudyTexts.TASK,
                        "just words\n",
                        "1:1: the file must be a mapping with keys such as version, study, metric, budget and parameters; found 'just words'"),
                task(
                        "[16, 32, 64]",
                        "[".repeat(500),
                        "10:33: nested more than 12 levels deep; no study file needs that"));
    }

    @ParameterizedTest
    @MethodSource({"keys", "values", "workers", "parameters", "spaces", "yaml"})
    void isReportedOnceWithItsPlace(Case test) {
        assertThat(test.base()).contains(test.good());
        String text = test.base().replace(test.good(), test.bad());
        assertThat(StudyTexts.mistakes(folder, text)).isEqualTo(test.messages());
    }
}
