package dev.tryout.cluster;

import dev.tryout.study.StudyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Kills the coordinator that works, and the machine of a worker that trains, again and again in one study of a standing cluster on
 * loopback, and prints how long it takes until that is noticed and until the study goes on.
 *
 * <pre>java -cp target/test-classes:target/classes:... dev.tryout.cluster.ClusterFaultsBenchmark coordinator|worker KILLS</pre>
 */
final class ClusterFaultsBenchmark {
    private static final String STUDY = "faults";
    private static final int EPOCHS = 4;

    private ClusterFaultsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        boolean coordinator = arguments[0].equals("coordinator");
        int kills = Integer.parseInt(arguments[1]);
        List<Double> noticed = new ArrayList<>();
        List<Double> wentOn = new ArrayList<>();
        Path folder = Files.createTempDirectory("cluster-faults");
        try (StandingCluster cluster = new StandingCluster(folder, 3)) {
            cluster.startAll("w1", "w2");
            cluster.submit(STUDY, 30 * kills, EPOCHS, "c1");
            for (int i = 0; i < kills; i++) {
                int known = cluster.events(STUDY).size();
                Predicate<StudyEvent> trains = coordinator
                        ? StudyEvent.EpochMeasured.class::isInstance
                        : event -> event instanceof StudyEvent.TrialAssigned assigned
                                && assigned.worker().equals("w1");
                List<StudyEvent> before = cluster.await(
                        STUDY, all -> all.stream().skip(known).anyMatch(trains), "gone on since the last kill");
                String victim = coordinator ? cluster.working(STUDY) : "w1";
                long killedMs = System.currentTimeMillis();
                cluster.kill(victim);
                Predicate<StudyEvent> notice = coordinator
                        ? StudyEvent.SessionOpened.class::isInstance
                        : event -> event instanceof StudyEvent.TrialLost lost && lost.worker();
                long noticedMs = firstAfter(cluster, before.size(), notice, killedMs);
                noticed.add((noticedMs - killedMs) / 1e3);
                long goesOnMs = coordinator
                        ? firstAfter(cluster, before.size(), StudyEvent.EpochMeasured.class::isInstance, noticedMs)
                        : firstAfter(cluster, before.size(), StudyEvent.TrialAssigned.class::isInstance, noticedMs);
                wentOn.add((goesOnMs - killedMs) / 1e3);
                System.out.printf(
                        Locale.ROOT,
                        "kill %d, %s: noticed after %.1f s, went on after %.1f s%n",
                        i + 1,
                        victim,
                        noticed.get(i),
                        wentOn.get(i));
                cluster.startAgain(victim);
            }
            JournalChecker.check(cluster.journal(STUDY));
        }
        print("noticed", noticed);
        print(coordinator ? "next epoch recorded" : "trial assigned again", wentOn);
    }

    private static long firstAfter(StandingCluster cluster, int known, Predicate<StudyEvent> condition, long sinceMs)
            throws Exception {
        Predicate<StudyEvent> late = event -> condition.test(event) && event.atMs() >= sinceMs;
        List<StudyEvent> events =
                cluster.await(STUDY, all -> all.stream().skip(known).anyMatch(late), "gone on");
        return events.stream()
                .skip(known)
                .filter(late)
                .findFirst()
                .orElseThrow()
                .atMs();
    }

    private static void print(String what, List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f s, worst %.1f s, of %d%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }
}
