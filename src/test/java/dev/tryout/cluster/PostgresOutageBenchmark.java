package dev.tryout.cluster;

import dev.tryout.cluster.journal.PostgresSchema;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Takes the server of a study's journal away for some seconds, again and again, in a standing cluster on loopback, and prints how long
 * it takes until the study goes on: a crash, after which nobody answers at its port, or a silence, in which connections stand and nothing
 * comes back.
 *
 * <pre>java -cp target/test-classes:target/classes:... dev.tryout.cluster.PostgresOutageBenchmark crash|silence SECONDS...</pre>
 */
final class PostgresOutageBenchmark {
    private static final String STUDY = "outages";
    private static final int EPOCHS = 4;
    private static final int TRIALS_BETWEEN = 8;

    private PostgresOutageBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        boolean crash = arguments[0].equals("crash");
        List<Integer> absences =
                Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        PostgresFixture postgres = PostgresFixture.shared();
        String database = postgres.createDatabase();
        new PostgresSchema(postgres.server(database)).create();
        Path folder = Files.createTempDirectory("postgres-outages");
        Path home = Files.createDirectory(folder.resolve("home"));
        postgres.coordinator(home, database);
        int trials = TRIALS_BETWEEN * (absences.size() + 1);
        try (StandingCluster cluster = new StandingCluster(folder, 1, home)) {
            cluster.startAll("w1", "w2");
            cluster.submit(STUDY, trials, EPOCHS, "c1");
            for (int seconds : absences) {
                int known = StandingCluster.epochs(cluster.events(STUDY));
                List<StudyEvent> before = cluster.awaitEpochs(STUDY, known + EPOCHS);
                int trained = cluster.trained();
                Set<ProcessHandle> silent = crash ? Set.of() : postgres.silence();
                if (crash) {
                    postgres.stop();
                }
                TimeUnit.SECONDS.sleep(seconds);
                int trainedMeanwhile = cluster.trained() - trained;
                if (crash) {
                    postgres.start();
                }
                postgres.wake(silent);
                long backMs = System.currentTimeMillis();
                List<StudyEvent> after = cluster.await(
                        STUDY,
                        all -> all.stream().anyMatch(event -> epochSince(event, backMs)),
                        "gone on since the server is back");
                if (!after.subList(0, before.size()).equals(before)) {
                    throw new AssertionError("what was recorded has changed: " + before + " became " + after);
                }
                long wentOnMs = after.stream()
                        .filter(event -> epochSince(event, backMs))
                        .findFirst()
                        .orElseThrow()
                        .atMs();
                System.out.printf(
                        Locale.ROOT,
                        "away for %d s: %d epochs trained meanwhile, the next one recorded %.1f s after the server was back%n",
                        seconds,
                        trainedMeanwhile,
                        (wentOnMs - backMs) / 1e3);
            }
            cluster.awaitChampion(STUDY);
            JournalChecker.Summary summary = JournalChecker.check(cluster.journal(STUDY));
            if (summary.epochs() != trials * EPOCHS || summary.state().phase() != Phase.FINISHED) {
                throw new AssertionError("the study is not whole: " + summary);
            }
            System.out.println(summary.events() + " events, " + summary.sessions() + " sessions, " + summary.attempts()
                    + " attempts of " + trials + " trials, " + summary.epochs() + " epochs recorded, "
                    + cluster.trained()
                    + " trained");
        }
    }

    private static boolean epochSince(StudyEvent event, long ms) {
        return event instanceof StudyEvent.EpochMeasured && event.atMs() >= ms;
    }
}
