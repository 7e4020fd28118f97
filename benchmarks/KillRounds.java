import dev.tryout.cluster.journal.SqliteJournal;
import dev.tryout.study.Ranking;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Kills workers and coordinators of a real study at random moments, and counts from the journal what was lost. From the project's
 * folder, after a build:
 *
 * <pre>java -cp target/tryout.jar benchmarks/KillRounds.java worker|coordinator ROUNDS</pre>
 */
final class KillRounds {
    private static final String STUDY =
            """
            version: 1
            study: NAME
            seed: 11
            metric: {name: accuracy, goal: maximize}
            method: random
            budget: {trials: 3}
            parameters:
              learning_rate: {min: 3.0e-4, max: 3.0e-3, scale: log}
              batch_size: 16
              epochs: 3
              freeze_depth: 6
            task:
              type: text-classification
              model: minilm-l6-v2
              max_length: 24
              data: {source: wordnet-nouns, examples: 200}
            """;
    private static final long LIMIT_SECONDS = 300;

    private final Path folder = Files.createTempDirectory("kill-rounds");
    private final Path tryout = Path.of("tryout").toAbsolutePath();

    private KillRounds() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !Set.of("worker", "coordinator").contains(arguments[0])) {
            System.err.println("usage: KillRounds worker|coordinator ROUNDS");
            System.exit(2);
        }
        new KillRounds().run(arguments[0], Integer.parseInt(arguments[1]));
    }

    private void run(String victim, int rounds) throws Exception {
        Process undisturbed = start("run", file("undisturbed").toString());
        finish(undisturbed);
        List<String> expected = leaderboard("undisturbed");
        Random random = new Random(1);
        int kills = 0;
        int faults = 0;
        for (int round = 1; round <= rounds; round++) {
            String name = "round-" + round;
            Process run = start("run", file(name).toString());
            awaitEpochs(run, name, 1 + random.nextInt(8));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
            if (victim.equals("worker")) {
                run.children().forEach(ProcessHandle::destroyForcibly);
                finish(run);
            } else {
                List<ProcessHandle> workers = run.descendants().toList();
                run.destroyForcibly().waitFor();
                for (ProcessHandle worker : workers) {
                    worker.onExit().get(30, TimeUnit.SECONDS);
                }
                finish(start("resume", name));
            }
            kills++;
            List<String> found = check(name);
            if (!leaderboard(name).equals(expected)) {
                found.add("another leaderboard than the undisturbed run's");
            }
            faults += found.size();
            StudyState state = state(name);
            System.out.printf(
                    "round %d: %d trials, %d epochs, %d attempts, %d by lost workers, faults: %s%n",
                    round,
                    state.trials().size(),
                    state.epochsSpent(),
                    state.trials().stream().mapToInt(Trial::attempt).sum(),
                    state.trials().stream().mapToInt(Trial::infrastructureFailures).sum(),
                    found.isEmpty() ? "none" : found);
        }
        System.out.println("killed " + victim + " " + kills + " times, " + faults + " faults; leaderboard each time:");
        expected.forEach(System.out::println);
        System.exit(faults == 0 ? 0 : 1);
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), STUDY.replace("NAME", name));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tryout.toString()));
        command.addAll(List.of(arguments));
        File output = folder.resolve("output.txt").toFile();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }

    private void finish(Process process) throws Exception {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("a run did not end well; its output is in " + folder.resolve("output.txt"));
        }
    }

    private void awaitEpochs(Process run, String name, int epochs) throws Exception {
        Path journal = journal(name);
        while (run.isAlive()) {
            if (Files.exists(journal) && measured(journal) >= epochs) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("the run ended before epoch " + epochs);
    }

    private static long measured(Path journal) {
        try {
            return new SqliteJournal(journal).read().stream().filter(StudyEvent.EpochMeasured.class::isInstance).count();
        } catch (IOException e) {
            return 0; // Its tables are being made.
        }
    }

    private Path journal(String name) {
        return folder.resolve("studies").resolve(name).resolve("journal.sqlite");
    }

    private StudyState state(String name) throws IOException {
        return new SqliteJournal(journal(name)).replay();
    }

    private List<String> leaderboard(String name) throws IOException {
        StudyState state = state(name);
        return Ranking.leaderboard(state.trials(), state.spec().metric()).stream()
                .map(trial -> trial.id() + " " + trial.score(state.spec().metric()).orElse(Double.NaN) + " "
                        + trial.configuration())
                .toList();
    }

    /** What is wrong with a finished study, counted from its journal. */
    private List<String> check(String name) throws IOException {
        List<String> faults = new ArrayList<>();
        StudyState state = state(name);
        if (state.trials().size() != 3 || state.champion().isEmpty()) {
            faults.add(state.trials().size() + " trials, champion " + state.champion());
        }
        for (Trial trial : state.trials()) {
            List<Integer> epochs = trial.measurements().stream().map(Measurement::epoch).toList();
            if (!epochs.equals(List.of(1, 2, 3))) {
                faults.add("trial " + trial.id() + " has epochs " + epochs);
            }
        }
        Set<String> assigned = new HashSet<>();
        for (StudyEvent event : new SqliteJournal(journal(name)).read()) {
            if (event instanceof StudyEvent.TrialAssigned e && !assigned.add(e.trial() + "/" + e.attempt())) {
                faults.add("two owners of trial " + e.trial() + " attempt " + e.attempt());
            }
        }
        return faults;
    }
}
