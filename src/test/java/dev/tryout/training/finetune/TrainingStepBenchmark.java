package dev.tryout.training.finetune;

import ai.djl.ndarray.NDManager;
import dev.tryout.space.Configuration;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.files.FilePlaces;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU time of a training step of MiniLM with 32 texts of 32 tokens, on one thread, against PyTorch in Python: both in turn, and
 * the medians of all rounds. Run by hand, from the project's folder:
 *
 * <pre>TrainingStepBenchmark ROUNDS STEPS FROZEN DROPOUT [PYTHON]</pre>
 *
 * FROZEN is how many leading stages are frozen; PYTHON is a Python that has torch, and none where only this side is measured.
 */
public final class TrainingStepBenchmark {
    private static final int BATCH = 32;
    private static final int LENGTH = 32;
    private static final int GLOSSES_IN_TEXT = 6;

    private TrainingStepBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        int steps = Integer.parseInt(args[1]);
        LabelledData data = data(steps * BATCH);
        DataSpec spec = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", null, 0.2, 0.2);
        TaskSpec task = new TaskSpec(TaskType.TEXT_CLASSIFICATION, TaskSpec.MINILM, spec, LENGTH);
        TrainingSettings settings = TrainingSettings.of(new Configuration(Map.of(
                "freeze_depth", Integer.parseInt(args[2]),
                "dropout", Double.parseDouble(args[3]),
                "head_dropout", Double.parseDouble(args[3]))));
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (Workbench workbench = new Workbench(
                        task,
                        (any, seed) -> data,
                        Device.cpu(1),
                        CacheSettings.inMemory(64 << 20),
                        FilePlaces.AS_NAMED);
                TrialModel model = TrialModel.fresh(
                        workbench,
                        new Inference(workbench, Integer.MAX_VALUE),
                        settings,
                        data.labels().size(),
                        1);
                TrainingLoop loop = new TrainingLoop(
                        workbench,
                        model,
                        workbench.data(1),
                        settings,
                        new TrainingLoop.Span(rounds + 1, 1, Integer.MAX_VALUE),
                        0,
                        Map.of())) {
            Path tokens = writeTokens(workbench);
            loop.train(1, fraction -> {});
            for (int round = 0; round < rounds; round++) {
                long start = cpuNanos();
                loop.train(2 + round, fraction -> {});
                ours.add((cpuNanos() - start) / 1e6 / steps);
                if (args.length > 4) {
                    theirs.add(python(args, tokens));
                }
            }
        }
        System.out.printf(
                Locale.ROOT, "CPU ms a step, %s%n", Arrays.asList(args).subList(1, args.length));
        print("Tryout", ours);
        if (!theirs.isEmpty()) {
            print("PyTorch", theirs);
            System.out.printf(Locale.ROOT, "ratio    %.3f%n", median(ours) / median(theirs));
        }
    }

    /** Texts of the full length. */
    private static LabelledData data(int texts) {
        LabelledData glosses = Glosses.draw(texts, 32, 1);
        List<Example> train = glosses.train();
        List<Example> joined = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < GLOSSES_IN_TEXT; j++) {
                text.append(train.get((i + j) % texts).text()).append(' ');
            }
            joined.add(new Example(text.toString(), train.get(i).label()));
        }
        return new LabelledData(
                glosses.labels(), joined, glosses.validation(), glosses.test(), "joined-" + texts, "joined glosses");
    }

    private static Path writeTokens(Workbench workbench) throws Exception {
        Path file = Files.createTempFile("tokens", ".txt");
        EncodedPart part = workbench.data(1).part(EncodedData.Part.TRAIN);
        List<String> lines = new ArrayList<>();
        try (NDManager manager = workbench.manager().newSubManager()) {
            for (int text = 0; text < part.size(); text++) {
                long[] ids = part.tokens(manager, new int[] {text}).ids().toLongArray();
                lines.add(Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(" ")));
            }
        }
        return Files.write(file, lines);
    }

    private static double python(String[] args, Path tokens) throws Exception {
        Process process = new ProcessBuilder(
                        args[4], "benchmarks/training_step.py", args[1], args[2], args[3], tokens.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Double.parseDouble(output.strip());
    }

    private static void print(String side, List<Double> values) {
        System.out.printf(
                Locale.ROOT,
                "%-8s median %.1f, of %s%n",
                side,
                median(values),
                values.stream()
                        .map(value -> String.format(Locale.ROOT, "%.1f", value))
                        .toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
