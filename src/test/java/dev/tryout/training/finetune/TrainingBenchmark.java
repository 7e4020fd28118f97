package dev.tryout.training.finetune;

import dev.tryout.training.CacheSpec;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an epoch costs and reaches, and what a trial leaves in memory. Run by hand:
 *
 * <pre>TrainingBenchmark TRAIN HELD MAX_LENGTH EPOCHS THREADS REPEATS key=value...</pre>
 */
public final class TrainingBenchmark {
    private TrainingBenchmark() {}

    public static void main(String[] args) throws Exception {
        LabelledData data = Glosses.draw(Integer.parseInt(args[0]), Integer.parseInt(args[1]), 1);
        DataSpec spec = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", null, 0.2, 0.2);
        TaskSpec task = new TaskSpec(TaskType.TEXT_CLASSIFICATION, TaskSpec.MINILM, spec, Integer.parseInt(args[2]));
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 6; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            settings.put(args[i].substring(0, equals), value(args[i].substring(equals + 1)));
        }
        try (FineTuning tuning = new FineTuning(
                task,
                new Metric("accuracy", Goal.MAXIMIZE),
                (any, seed) -> data,
                Device.cpu(Integer.parseInt(args[4])),
                CacheSettings.of(CacheSpec.STANDARD))) {
            for (int trial = 1; trial <= Integer.parseInt(args[5]); trial++) {
                Path folder = Files.createTempDirectory("benchmark");
                long cpu = cpuNanos();
                FakeRun run = new FakeRun(trial, settings, Integer.parseInt(args[3]), folder);
                tuning.run(run);
                double cpuSeconds = (cpuNanos() - cpu) / 1e9;
                for (Measurement m : run.reported) {
                    System.out.printf(
                            Locale.ROOT,
                            "%s trial %d epoch %d wall %.1f s %s%n",
                            settings,
                            trial,
                            m.epoch(),
                            m.seconds(),
                            m.metrics());
                }
                System.out.printf(
                        Locale.ROOT,
                        "cpu %.1f s for the trial, resident %d MiB, of these Java heap %d MiB%n",
                        cpuSeconds,
                        residentMebibytes(),
                        Runtime.getRuntime().totalMemory() >> 20);
            }
        }
    }

    private static Object value(String text) {
        if (text.matches("\\d+")) {
            return Long.parseLong(text);
        }
        return text.matches("[a-z][a-z0-9-]*") ? text : (Object) Double.parseDouble(text);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long residentMebibytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }
}
