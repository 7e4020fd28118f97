import dev.tryout.audit.Acknowledged;
import dev.tryout.audit.EpochRule;
import dev.tryout.audit.JournalAudit;
import dev.tryout.audit.Violation;
import dev.tryout.cluster.journal.SqliteJournal;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Kills or stops workers, or kills coordinators, of a running study at random moments, audits its journal, and says how long it took
 * until each loss was noticed and until the trial's next epoch was recorded. Needs Linux. From the project's folder, after a build:
 *
 * <pre>java -cp target/tryout.jar benchmarks/KillRounds.java worker 50
 * java -cp target/tryout.jar benchmarks/KillRounds.java coordinator 20
 * java -cp target/tryout.jar benchmarks/KillRounds.java stop 5 30 60</pre>
 */
final class KillRounds {
    private static final int EPOCHS = 20;
    private static final int TRIALS = 1_000;
    private static final long LIMIT_MS = 600_000;

    /** Trains nothing; writes down what it trains before it reports, so that repeated epochs can be counted. */
    private static final String TRAINING =
            """
            #!/bin/sh
            epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))
            while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
                sleep 0.2
                echo "$TRYOUT_TRIAL $epoch" >> trained.txt
                LC_ALL=C awk -v x="$TRYOUT_PARAM_X" -v e="$epoch" 'BEGIN {
                    printf "{\\"epoch\\": %d, \\"loss\\": %.9f}\\n", e, (x - 1) ^ 2 + 1 / e
                }' || exit 1 # Nobody listens any more: its worker was killed.
                epoch=$((epoch + 1))
            done
            """;

    private static final String STUDY =
            """
            version: 1
            study: rounds
            seed: 11
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: none
            budget: {trials: %d}
            parameters:
              x: {min: -5.0, max: 5.0}
              epochs: %d
            command: [sh, train.sh]
            grace_seconds: 1
            """
                    .formatted(TRIALS, EPOCHS);

    private final Path folder = Files.createTempDirectory("kill-rounds");
    private final SqliteJournal journal = new SqliteJournal(folder.resolve("studies/rounds/journal.sqlite"));
    private final Random random = new Random(1);
    private final List<Double> noticed = new ArrayList<>();
    private final List<Double> recovered = new ArrayList<>();
    /** Every epoch that was ever read in the journal: it must still be there at the end. */
    private final Set<Acknowledged> seen = new LinkedHashSet<>();

    private int losses;

    private KillRounds() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        boolean stops = arguments.length >= 2 && arguments[0].equals("stop");
        if (!stops && (arguments.length != 2 || !Set.of("worker", "coordinator").contains(arguments[0]))) {
            System.err.println("usage: KillRounds worker|coordinator ROUNDS, or KillRounds stop SECONDS...");
            System.exit(2);
        }
        KillRounds rounds = new KillRounds();
        List<Integer> numbers = Stream.of(arguments).skip(1).map(Integer::valueOf).toList();
        System.exit(rounds.run(arguments[0], numbers) ? 0 : 1);
    }

    private boolean run(String what, List<Integer> numbers) throws Exception {
        Files.writeString(folder.resolve("train.sh"), TRAINING);
        Files.writeString(folder.resolve("rounds.yaml"), STUDY);
        Process coordinator = start("run", "rounds.yaml");
        int rounds = what.equals("stop") ? numbers.size() : numbers.get(0);
        try {
            for (int round = 1; round <= rounds; round++) {
                awaitEvents(0, StudyEvent.EpochMeasured.class::isInstance);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                if (what.equals("coordinator")) {
                    coordinator = killCoordinator(coordinator);
                } else {
                    strikeWorker(coordinator, what.equals("stop") ? numbers.get(round - 1) : 0);
                }
                System.out.printf(Locale.ROOT, "%s %d of %d: noticed %s s, next epoch %s s%n", what, round, rounds,
                        last(noticed), last(recovered));
            }
        } finally {
            kill(coordinator);
        }
        return report(what, rounds);
    }

    /** Kills a worker that trains, or stops it for some seconds, and waits for its trial's next epoch. */
    private void strikeWorker(Process coordinator, int stopSeconds) throws Exception {
        Trial trial = running();
        ProcessHandle worker = worker(coordinator, trial.worker().orElseThrow());
        int before = events().size();
        long start = System.nanoTime();
        if (stopSeconds > 0) {
            signal(worker, "STOP");
            TimeUnit.SECONDS.sleep(stopSeconds);
            signal(worker, "CONT");
        } else {
            worker.destroyForcibly();
        }
        int index = stopSeconds > 0 ? before : indexOfLoss(trial, before, start);
        if (index >= 0) {
            awaitEvents(index, event -> isNextOf(trial, event));
            recovered.add(seconds(start));
        }
    }

    /** Waits until the trial of a killed worker is lost; negative where it ended just before. */
    private int indexOfLoss(Trial trial, int before, long start) throws Exception {
        StudyEvent end = awaitEvents(
                before,
                event -> event instanceof StudyEvent.TrialLost lost && lost.trial() == trial.id()
                        || event instanceof StudyEvent.TrialFailed failed && failed.trial() == trial.id()
                        || event instanceof StudyEvent.TrialCompleted completed && completed.trial() == trial.id());
        if (end instanceof StudyEvent.TrialCompleted) {
            return -1;
        }
        losses++;
        noticed.add(seconds(start));
        return events().indexOf(end);
    }

    private static boolean isNextOf(Trial trial, StudyEvent event) {
        return event instanceof StudyEvent.EpochMeasured measured && measured.trial() == trial.id()
                || event instanceof StudyEvent.TrialCompleted completed && completed.trial() == trial.id();
    }

    private Process killCoordinator(Process coordinator) throws Exception {
        long start = System.nanoTime();
        kill(coordinator);
        List<StudyEvent> before = events();
        Process next = start("resume", "rounds");
        awaitEvents(before.size(), StudyEvent.SessionOpened.class::isInstance);
        noticed.add(seconds(start));
        awaitEvents(before.size(), StudyEvent.EpochMeasured.class::isInstance);
        recovered.add(seconds(start));
        losses++;
        if (!events().subList(0, before.size()).equals(before)) {
            throw new IllegalStateException("what was recorded has changed; the study is in " + folder);
        }
        return next;
    }

    private boolean report(String what, int rounds) throws IOException {
        List<StudyEvent> events = events();
        StudyState state = journal.replay();
        List<Violation> violations = JournalAudit.of(events, EpochRule.EVERY, List.copyOf(seen));
        long measured = events.stream().filter(StudyEvent.EpochMeasured.class::isInstance).count();
        long givenUp = state.trials().stream().filter(trial -> trial.state() == TrialState.FAILED).count();
        List<String> trained = Files.readAllLines(folder.resolve("trained.txt"));
        long repeated = trained.size() - trained.stream().distinct().count();
        System.out.printf(
                "%s: %d rounds, %d losses; %d trials begun, %d completed, %d given up; %d epochs recorded, %d trained twice;"
                        + " violations: %s%n",
                what,
                rounds,
                losses,
                state.trials().size(),
                state.trials().stream().filter(trial -> trial.state() == TrialState.COMPLETE).count(),
                givenUp,
                measured,
                repeated,
                violations);
        System.out.println("noticed after (s): " + distribution(noticed));
        System.out.println("next epoch after (s): " + distribution(recovered));
        return violations.isEmpty() && givenUp == 0 && repeated <= 2L * rounds;
    }

    private static String distribution(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? "never"
                : String.format(Locale.ROOT, "median %.1f, worst %.1f", sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() - 1));
    }

    private static String last(List<Double> values) {
        return values.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", values.get(values.size() - 1));
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** A trial that a worker has trained an epoch of in this attempt. */
    private Trial running() throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (System.nanoTime() < end) {
            List<Trial> running = journal.replay().runningTrials();
            if (!running.isEmpty()) {
                return running.get(random.nextInt(running.size()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("no trial runs; the study is in " + folder);
    }

    private List<StudyEvent> events() {
        try {
            List<StudyEvent> events = Files.exists(journal.file()) ? journal.read() : List.of();
            for (StudyEvent event : events) {
                if (event instanceof StudyEvent.EpochMeasured measured) {
                    seen.add(new Acknowledged(measured.trial(), measured.measurement()));
                }
            }
            return events;
        } catch (IOException beingMade) {
            return List.of();
        }
    }

    /** Waits for an event behind so many. */
    private StudyEvent awaitEvents(int after, Predicate<StudyEvent> test) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (System.nanoTime() < end) {
            Optional<StudyEvent> found = events().stream().skip(after).filter(test).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("nothing came of it in " + LIMIT_MS + " ms; the study is in " + folder);
    }

    private Process start(String command, String study) throws IOException {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(":"))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .reduce((a, b) -> a + ":" + b)
                        .orElseThrow(),
                "dev.tryout.cli.Main",
                command,
                study,
                "--workers",
                "2");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.txt").toFile()));
        builder.environment().putAll(Map.of("TRYOUT_HOME", folder.toString()));
        return builder.start();
    }

    /** Kills a coordinator; its workers end by themselves, and are waited for. */
    private static void kill(Process coordinator) throws Exception {
        List<ProcessHandle> workers = coordinator.children().toList();
        coordinator.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(LIMIT_MS, TimeUnit.MILLISECONDS);
        }
    }

    private static ProcessHandle worker(Process coordinator, String name) {
        return coordinator
                .children()
                .filter(child -> commandLine(child).contains("\0--name\0" + name + "\0"))
                .findFirst()
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
