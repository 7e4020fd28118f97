package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A standing cluster of real processes that loses its nodes, all of a sudden or one after the other. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class ClusterTakeoverIT {
    private static final int TRIALS = 6;
    private static final int EPOCHS = 4;

    @TempDir
    private Path folder;

    private static void expectWhole(StandingCluster cluster, String name, List<StudyEvent> before) throws Exception {
        expectWhole(cluster, name, before, EPOCHS);
    }

    private static void expectWhole(StandingCluster cluster, String name, List<StudyEvent> before, int epochs)
            throws Exception {
        List<StudyEvent> events = cluster.awaitChampion(name);
        assertThat(events.subList(0, before.size()))
                .as("what was recorded stays")
                .isEqualTo(before);
        JournalChecker.Summary summary = JournalChecker.check(cluster.journal(name));
        assertThat(summary.epochs()).isEqualTo(summary.trials() * epochs);
        assertThat(summary.state().phase()).isEqualTo(Phase.FINISHED);
        assertThat(summary.state().trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(Path.of(summary.state().champion().orElseThrow().folder())).isNotEmptyDirectory();
    }

    @Test
    void anotherCoordinatorGoesOnWithTheStudyOfOneThatIsKilled() throws Exception {
        try (StandingCluster cluster = new StandingCluster(folder, 3)) {
            cluster.startAll("w1", "w2");
            cluster.submit("takeover", TRIALS, EPOCHS, "c1");
            cluster.awaitEpochs("takeover", 5);
            String victim = cluster.working("takeover");
            cluster.kill(victim);
            List<StudyEvent> before = cluster.events("takeover");

            expectWhole(cluster, "takeover", before);
            assertThat(cluster.working("takeover")).isNotEqualTo(victim);
            JournalChecker.Summary summary = JournalChecker.check(cluster.journal("takeover"));
            assertThat(summary.sessions()).isEqualTo(2);
            assertThat(summary.lostWithCoordinator()).isBetween(1, 2);

            try (TryoutProcess mistyped = cluster.joining("status", "takover")) {
                assertThat(mistyped.exitCode()).as(mistyped.output()).isEqualTo(4);
                assertThat(mistyped.output())
                        .contains("no study 'takover' in the cluster at ")
                        .contains("; studies there: takeover; did you mean 'takeover'?");
            }
        }
    }

    @Tag("long")
    @Test
    void ofTwoCoordinatorsOneThatIsStartedAgainSufficesToGoOn() throws Exception {
        try (StandingCluster cluster = new StandingCluster(folder, 2)) {
            cluster.startAll("w1", "w2");
            cluster.submit("pair", TRIALS, EPOCHS, "c1");
            cluster.awaitEpochs("pair", 5);
            String victim = cluster.working("pair");
            cluster.kill(victim);
            List<StudyEvent> before = cluster.events("pair");

            cluster.start(victim);
            expectWhole(cluster, "pair", before);
        }
    }

    @Tag("long")
    @Test
    void withoutASharedFolderALostTrialGoesOnFromItsLastCheckpointOnAnotherMachine() throws Exception {
        int trials = 2;
        int epochs = 5;
        int held = 3;
        try (StandingCluster cluster = new StandingCluster(folder, 1)) {
            Files.writeString(
                    folder.resolve("train.sh"),
                    Files.readString(folder.resolve("train.sh")).replace("sleep 0.5", """
                            while [ "$epoch" -gt %d ] && [ ! -f "$(dirname "$0")/on" ]; do sleep 0.1; done
                            """.formatted(held)));
            cluster.start("c1");
            cluster.startWorker("w1", folder.resolve("w1"));
            cluster.startWorker("w2", folder.resolve("w2"));
            cluster.submit("apart", trials, epochs, "c1");
            cluster.awaitEpochs("apart", trials * held);
            Path copies = cluster.study("apart").kept();
            List<StudyEvent> before = cluster.await(
                    "apart",
                    events -> Files.exists(copies.resolve("0001/epoch-0003"))
                            && Files.exists(copies.resolve("0002/epoch-0003")),
                    "copies of both checkpoints");
            cluster.kill("w1");
            Files.createFile(folder.resolve("on"));

            expectWhole(cluster, "apart", before, epochs);
            assertThat(JournalChecker.check(cluster.journal("apart")).lostWithWorker())
                    .isEqualTo(1);
            assertThat(cluster.trained()).as("no epoch is trained twice").isEqualTo(trials * epochs);
            cluster.await("apart", events -> !Files.exists(copies), "let go of the copies");
        }
    }

    @Tag("long")
    @Test
    void everyNodeIsStartedAgainDuringAStudyAndItFinishes() throws Exception {
        int trials = 24;
        try (StandingCluster cluster = new StandingCluster(folder, 3)) {
            cluster.startAll("w1", "w2");
            cluster.submit("rolling", trials, EPOCHS, "c1");
            int seen = 0;
            for (String node : List.of("w1", "c1", "c2", "w2", "c3")) {
                seen = StandingCluster.epochs(cluster.awaitEpochs("rolling", seen + 4));
                cluster.terminate(node);
                cluster.startAgain(node);
            }
            List<StudyEvent> before = cluster.events("rolling");
            assertThat(before).as("it is still at work").noneMatch(StudyEvent.StudyFinished.class::isInstance);

            expectWhole(cluster, "rolling", before);
            JournalChecker.Summary summary = JournalChecker.check(cluster.journal("rolling"));
            assertThat(summary.trials()).isEqualTo(trials);
            // A program does not wait for the answer to a report, and may be ahead by the rest of its trial.
            assertThat(cluster.trained() - trials * EPOCHS)
                    .as("epochs trained again, at most those of the attempts that were taken back")
                    .isBetween(0, (EPOCHS - 1) * (summary.lostWithCoordinator() + summary.lostWithWorker()));
            assertThat(Files.exists(cluster.study("rolling").root().resolve("hosted")))
                    .isFalse();
        }
    }
}
