import dev.tryout.space.Configuration;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TrialRun;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.cache.Element;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.finetune.FineTuning;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an epoch of fine-tuning MiniLM on WordNet's nouns costs with the prefix cache and without, in CPU seconds of this process,
 * validation included, and the losses of both. From the project's folder, after a build, with one thread:
 *
 * <pre>OMP_NUM_THREADS=1 java -Xmx2g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp target/tryout.jar benchmarks/PrefixCacheBench.java EXAMPLES EPOCHS DEPTH...</pre>
 */
final class PrefixCacheBench {
    private static final long GIBIBYTE = 1L << 30;

    private PrefixCacheBench() {}

    /** A trial's epochs, and what each cost. */
    private static final class Run implements TrialRun {
        private final int depth;
        private final int epochs;
        private final Path folder;
        private final List<Measurement> measurements = new ArrayList<>();
        private final List<Double> cpuSeconds = new ArrayList<>();
        private long cpuNanos;

        Run(int depth, int epochs) throws IOException {
            this.depth = depth;
            this.epochs = epochs;
            this.folder = Files.createTempDirectory("prefix-cache-bench");
            this.cpuNanos = cpu();
        }

        @Override
        public int trial() {
            return 1;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Configuration configuration() {
            return new Configuration(Map.of("freeze_depth", (long) depth, "learning_rate", depth > 6 ? 1e-2 : 2e-4));
        }

        @Override
        public int epochs() {
            return epochs;
        }

        @Override
        public long seed() {
            return 42;
        }

        @Override
        public List<Measurement> recorded() {
            return List.of();
        }

        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public Decision report(Measurement measurement) {
            measurements.add(measurement);
            cpuSeconds.add((cpu() - cpuNanos) / 1e9);
            cpuNanos = cpu();
            return Decision.CONTINUE;
        }

        @Override
        public void progress(int epoch, double fraction) {}

        /** Of the epochs behind the first, the mean. */
        double laterSeconds() {
            return cpuSeconds.stream().skip(1).mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        String curve(String metric) {
            StringBuilder curve = new StringBuilder();
            measurements.forEach(m -> curve.append(String.format(Locale.ROOT, " %.7f", m.metrics().get(metric))));
            return curve.toString();
        }

        private static long cpu() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }

    public static void main(String[] args) throws Exception {
        int epochs = Integer.parseInt(args[1]);
        DataSpec spec = new DataSpec(
                DataSpec.WORDNET_NOUNS, null, "text", null, "label", Integer.parseInt(args[0]), 0.2, 0);
        LabelledData data = DataLoader.load(TaskType.TEXT_CLASSIFICATION, spec, 42);
        TaskSpec task = new TaskSpec(TaskType.TEXT_CLASSIFICATION, TaskSpec.MINILM, spec, 32);
        System.out.println(data.description());
        System.out.println("CPU seconds an epoch, from the second on; the first with the cache computes what is frozen");
        for (String depth : Arrays.asList(args).subList(2, args.length)) {
            compare(task, data, Integer.parseInt(depth), epochs);
        }
    }

    private static void compare(TaskSpec task, LabelledData data, int depth, int epochs) throws Exception {
        Run without = run(task, data, CacheSettings.inMemory(0), depth, epochs);
        for (Element precision : depth == 4 ? List.of(Element.FLOAT32, Element.FLOAT16) : List.of(Element.FLOAT32)) {
            Path folder = Files.createTempDirectory("prefix-cache");
            CacheSettings cache = new CacheSettings(precision, GIBIBYTE, GIBIBYTE, folder);
            Run with = run(task, data, cache, depth, epochs);
            Run again = run(task, data, cache, depth, 1);
            System.out.printf(
                    Locale.ROOT,
                    "depth %d %s: without %.2f s, with %.2f s, %.1f times faster; computing what is frozen %.2f s;"
                            + " losses differ by %.1e at most%n",
                    depth,
                    precision,
                    without.laterSeconds(),
                    with.laterSeconds(),
                    without.laterSeconds() / with.laterSeconds(),
                    with.cpuSeconds.get(0) - again.cpuSeconds.get(0),
                    difference(without, with));
            for (String metric : List.of("train_loss", "loss")) {
                System.out.printf("  %-10s without%s%n", metric, without.curve(metric));
                System.out.printf("  %-10s with   %s%n", metric, with.curve(metric));
            }
        }
    }

    private static Run run(TaskSpec task, LabelledData data, CacheSettings cache, int depth, int epochs)
            throws Exception {
        Metric metric = new Metric("accuracy", Goal.MAXIMIZE);
        try (FineTuning tuning = new FineTuning(task, metric, (spec, seed) -> data, Device.cpu(1), cache)) {
            Run run = new Run(depth, epochs);
            tuning.run(run);
            return run;
        }
    }

    private static double difference(Run one, Run other) {
        double difference = 0;
        for (int i = 0; i < one.measurements.size(); i++) {
            for (String metric : List.of("train_loss", "loss")) {
                difference = Math.max(
                        difference,
                        Math.abs(one.measurements.get(i).metrics().get(metric)
                                - other.measurements.get(i).metrics().get(metric)));
            }
        }
        return difference;
    }
}
