import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.cluster.journal.SqliteJournal;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A whole search, the shipped study of WordNet's nouns with one worker on one thread, with everything shared that can be (what frozen
 * stages give, token ids, batches of texts of like length), and then the same configurations with nothing shared. Wall and CPU seconds of
 * all processes, from the start of the command to its end, and what an epoch takes at each freeze depth. Accuracies differ a little, as
 * batches do, and with them which trials train on; the last line therefore says what the epochs of the one cost at the prices of the other.
 * For Linux. From the project's folder, after a build:
 *
 * <pre>java -cp target/tryout.jar benchmarks/SharingBench.java EXAMPLES TRIALS</pre>
 */
final class SharingBench {
    private static final long LIMIT_MINUTES = 120;

    private SharingBench() {}

    /** What a search cost and found. */
    private record Search(double wallSeconds, double cpuSeconds, List<StudyEvent> events) {
        double best() {
            return measured().mapToDouble(event -> event.measurement().metrics().get("accuracy")).max().orElse(Double.NaN);
        }

        java.util.stream.Stream<StudyEvent.EpochMeasured> measured() {
            return events.stream()
                    .filter(StudyEvent.EpochMeasured.class::isInstance)
                    .map(StudyEvent.EpochMeasured.class::cast);
        }

        /** What was tried, in its order, as a study file's {@code initial} takes it. */
        String configurations() throws JsonProcessingException {
            return new ObjectMapper().writeValueAsString(events.stream()
                    .filter(StudyEvent.TrialSuggested.class::isInstance)
                    .map(event -> ((StudyEvent.TrialSuggested) event).configuration().values())
                    .toList());
        }

        /** Seconds besides epochs. */
        double besides() {
            return wallSeconds - byDepth().values().stream().mapToDouble(sum -> sum[1]).sum();
        }

        /** What the epochs of another search would take in this one. */
        double wallSecondsFor(Search other) {
            Map<Long, double[]> own = byDepth();
            return besides()
                    + other.byDepth().entrySet().stream()
                            .mapToDouble(depth -> depth.getValue()[0] * own.get(depth.getKey())[1] / own.get(depth.getKey())[0])
                            .sum();
        }

        /** Epochs and the seconds of all, by freeze depth. */
        Map<Long, double[]> byDepth() {
            Map<Integer, Long> depths = new HashMap<>();
            Map<Long, double[]> sums = new TreeMap<>();
            for (StudyEvent event : events) {
                if (event instanceof StudyEvent.TrialSuggested suggested) {
                    depths.put(suggested.trial(), ((Number) suggested.configuration().values().get("freeze_depth")).longValue());
                } else if (event instanceof StudyEvent.EpochMeasured measured) {
                    double[] sum = sums.computeIfAbsent(depths.get(measured.trial()), depth -> new double[2]);
                    Measurement measurement = measured.measurement();
                    sum[0]++;
                    sum[1] += measurement.seconds();
                }
            }
            return sums;
        }
    }

    public static void main(String[] args) throws Exception {
        int examples = Integer.parseInt(args[0]);
        int trials = Integer.parseInt(args[1]);
        Path folder = Files.createTempDirectory("sharing-bench");
        String study = Files.readString(Path.of("search-spaces/wordnet-nouns.yaml"))
                .replaceFirst("(?m)^budget:.*$", "budget: {trials: " + trials + "}")
                .replaceFirst("(?m)^( *examples:).*$", "$1 " + examples);
        Search with = run(folder, "with", study);
        print("with", with);
        Search without = run(
                folder,
                "without",
                study.replaceFirst(
                                "(?m)^parameters:$",
                                "initial: " + with.configurations() + "\nparameters:\n  batching: shuffled")
                        .replaceFirst("(?m)^task:$", "task:\n  cache: {memory: 0MB, disk: 0MB}"));
        print("without", without);
        System.out.printf(
                Locale.ROOT,
                "without / with: %.1f of wall seconds, %.1f of CPU seconds%n",
                without.wallSeconds() / with.wallSeconds(),
                without.cpuSeconds() / with.cpuSeconds());
        System.out.printf(
                Locale.ROOT,
                "the epochs of the one at the prices of the other: %.1f of wall seconds%n",
                without.wallSecondsFor(with) / with.wallSeconds());
    }

    private static void print(String name, Search search) {
        System.out.printf(
                Locale.ROOT,
                "%s: best accuracy %.3f, %d epochs, %.0f s (%.0f besides epochs), %.0f CPU s%n",
                name,
                search.best(),
                search.measured().count(),
                search.wallSeconds(),
                search.besides(),
                search.cpuSeconds());
        search.byDepth()
                .forEach((depth, sum) -> System.out.printf(
                        Locale.ROOT, "  freeze_depth %d: %.0f epochs, %.2f s each%n", depth, sum[0], sum[1] / sum[0]));
    }

    private static Search run(Path folder, String name, String study) throws Exception {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, study.replaceFirst("(?m)^study:.*$", "study: " + name));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ActiveProcessorCount=1",
                        "-cp",
                        classPath(),
                        "dev.tryout.cli.Main",
                        "run",
                        file.toString(),
                        "--workers",
                        "1")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".txt").toFile());
        builder.environment().put("TRYOUT_CACHE_DIR", folder.resolve("cache").toString());
        long start = System.nanoTime();
        double cpu = childrenCpuSeconds();
        Process process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("the search failed: see " + folder.resolve(name + ".txt"));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Search(
                seconds,
                childrenCpuSeconds() - cpu,
                new SqliteJournal(folder.resolve("studies").resolve(name).resolve("journal.sqlite")).read());
    }

    /** Absolute, as the search runs in another folder. */
    private static String classPath() {
        StringBuilder absolute = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            absolute.append(absolute.isEmpty() ? "" : ":").append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }

    /** Of the processes that ended and were waited for, and of theirs: proc(5), cutime and cstime, in hundredths of a second. */
    private static double childrenCpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }
}
