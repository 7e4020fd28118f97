import dev.tryout.cluster.journal.SqliteJournal;
import dev.tryout.study.StudyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What each policy finds in real fine-tuning at equal epochs: the best validation accuracy so far, by epochs trained in all studies
 * of a policy, one study for each seed. Five or six of the model's six layers are frozen, so that an epoch takes a
 * second or few; three fifths of the examples are trained on, and a fifth validates. From the project's folder, after a build:
 *
 * <pre>java -cp target/tryout.jar benchmarks/FineTuningBench.java SEEDS EPOCHS EXAMPLES METHOD[+SCHEDULER]...</pre>
 */
final class FineTuningBench {
    private static final String STUDY =
            """
            version: 1
            study: NAME
            seed: SEED
            metric: {name: accuracy, goal: maximize}
            method: METHOD
            scheduler: SCHEDULER
            budget: {epochs: BUDGET}
            workers: 1
            parameters:
              learning_rate: {min: 1.0e-5, max: 1.0e-2, scale: log}
              batch_size: {values: [16, 32, 64]}
              epochs: 9
              freeze_depth: {min: 6, max: 7}
              dropout: {min: 0.0, max: 0.4}
              weight_decay: {min: 1.0e-3, max: 1.0e-1, scale: log}
              warmup: {min: 0.0, max: 0.3}
            task:
              type: text-classification
              model: minilm-l6-v2
              max_length: 24
              data: {source: wordnet-nouns, examples: EXAMPLES}
            """;
    private static final long LIMIT_SECONDS = 1_800;

    private FineTuningBench() {}

    public static void main(String[] args) throws Exception {
        int seeds = Integer.parseInt(args[0]);
        int budget = Integer.parseInt(args[1]);
        int examples = Integer.parseInt(args[2]);
        Path folder = Files.createTempDirectory("fine-tuning-bench");
        int[] points = {budget / 4, budget / 2, 3 * budget / 4, budget};
        System.out.println("best validation accuracy so far after " + Arrays.toString(points) + " epochs");
        for (String policy : Arrays.asList(args).subList(3, args.length)) {
            double[] sums = new double[points.length];
            StringBuilder curves = new StringBuilder();
            for (int seed = 1; seed <= seeds; seed++) {
                double[] best = run(folder, policy, seed, budget, examples);
                for (int i = 0; i < points.length; i++) {
                    sums[i] += best[Math.min(points[i], best.length) - 1];
                }
                curves.append("  seed ").append(seed).append(':');
                for (double value : best) {
                    curves.append(String.format(Locale.ROOT, " %.3f", value));
                }
                curves.append('\n');
            }
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", policy));
            for (double sum : sums) {
                line.append(String.format(Locale.ROOT, " %.4f", sum / seeds));
            }
            System.out.println(line);
            System.out.print(curves);
        }
    }

    /** The best accuracy after each epoch. */
    private static double[] run(Path folder, String policy, int seed, int budget, int examples) throws Exception {
        int plus = policy.indexOf('+');
        String name = policy.replace('+', '-') + "-" + seed;
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(
                file,
                STUDY.replace("NAME", name)
                        .replace("SEED", Integer.toString(seed))
                        .replace("METHOD", plus < 0 ? policy : policy.substring(0, plus))
                        .replace("SCHEDULER", plus < 0 ? "none" : policy.substring(plus + 1))
                        .replace("BUDGET", Integer.toString(budget))
                        .replace("EXAMPLES", Integer.toString(examples)));
        Process process = new ProcessBuilder(Path.of("tryout").toAbsolutePath().toString(), "run", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.txt").toFile()))
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("the study " + name + " failed: see " + folder.resolve("output.txt"));
        }
        List<Double> best = new ArrayList<>();
        for (StudyEvent event : new SqliteJournal(folder.resolve("studies").resolve(name).resolve("journal.sqlite")).read()) {
            if (event instanceof StudyEvent.EpochMeasured measured) {
                double value = measured.measurement().metrics().getOrDefault("accuracy", 0.0);
                best.add(Math.max(value, best.isEmpty() ? 0 : best.get(best.size() - 1)));
            }
        }
        return best.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
