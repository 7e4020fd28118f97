package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.trial.TrialState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A standing cluster of three coordinators and two workers on five hosts, whose network fails in the middle of a study. The hosts are
 * network namespaces that share a folder of studies.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "network namespaces are Linux's")
class NetworkFaultsIT {
    private static final int TRIALS = 12;
    private static final int EPOCHS = 4;
    private static final String STUDY = "network";
    private static final int PORT = 7355;
    private static final List<String> NAMES = List.of("c1", "c2", "c3", "w1", "w2");

    @TempDir
    private Path folder;

    private Hosts hosts;
    private StandingCluster cluster;
    private String working;
    private List<String> standby;

    @BeforeEach
    void startAStudy() throws Exception {
        hosts = new Hosts(folder, NAMES);
        List<String> coordinators = NAMES.subList(0, 3).stream()
                .map(name -> hosts.address(name) + ":" + PORT)
                .toList();
        cluster = new StandingCluster(folder, coordinators, hosts::on);
        cluster.startAll("w1", "w2");
        cluster.submit(STUDY, TRIALS, EPOCHS, "c2");
        cluster.awaitEpochs(STUDY, 3);
        working = cluster.working(STUDY);
        standby = cluster.coordinators().stream()
                .filter(name -> !name.equals(working))
                .toList();
    }

    @AfterEach
    void end() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        if (hosts != null) {
            hosts.close();
        }
    }

    /** One history, whatever happened: what was recorded stays, and no attempt had two owners. */
    private JournalChecker.Summary expectOneHistory(List<StudyEvent> before) throws Exception {
        List<StudyEvent> events = cluster.awaitChampion(STUDY);
        assertThat(events.subList(0, before.size()))
                .as("what was recorded stays")
                .isEqualTo(before);
        JournalChecker.Summary summary = JournalChecker.check(cluster.journal(STUDY));
        assertThat(summary.trials()).isEqualTo(TRIALS);
        assertThat(summary.epochs()).isEqualTo(TRIALS * EPOCHS);
        assertThat(summary.state().phase()).isEqualTo(Phase.FINISHED);
        assertThat(summary.state().trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        return summary;
    }

    private List<StudyEvent> awaitTakeover() throws Exception {
        return cluster.await(
                STUDY,
                events -> events.stream()
                                .filter(StudyEvent.SessionOpened.class::isInstance)
                                .count()
                        > 1,
                "another coordinator");
    }

    @Tag("long")
    @Test
    void aWorkerThatIsCutOffLosesItsTrialAndComesBack() throws Exception {
        hosts.unplug("w1");
        List<StudyEvent> lost = cluster.await(
                STUDY,
                events ->
                        events.stream().anyMatch(event -> event instanceof StudyEvent.TrialLost loss && loss.worker()),
                "lost a trial");
        hosts.plugIn("w1");

        JournalChecker.Summary summary = expectOneHistory(lost);
        assertThat(summary.sessions()).isEqualTo(1);
        assertThat(summary.lostWithCoordinator()).isZero();
    }

    @Test
    void aCoordinatorThatIsCutOffHandsOverAndComesBack() throws Exception {
        hosts.unplug(working);
        List<StudyEvent> taken = awaitTakeover();
        assertThat(standby).anyMatch(this::hasTheStudy);
        hosts.plugIn(working);

        JournalChecker.Summary summary = expectOneHistory(taken);
        assertThat(summary.sessions()).isEqualTo(2);
        assertThat(summary.lostWithWorker()).as("no worker is to blame").isZero();
        cluster.node(working).awaitOutput(text -> text.contains("have given this one up"));
    }

    private boolean hasTheStudy(String coordinator) {
        try {
            return cluster.node(coordinator).output().contains(STUDY + ": work begins");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Tag("long")
    @Test
    void aCoordinatorThatHearsTheOthersAndIsNotHeardHandsOver() throws Exception {
        List<StudyEvent> before = cluster.events(STUDY);
        List<String> others =
                NAMES.stream().filter(name -> !name.equals(working)).toList();
        for (String other : others) {
            hosts.mute(working, other);
        }
        awaitTakeover();
        for (String other : others) {
            hosts.unmute(working, other);
        }
        expectOneHistory(before);
    }

    @Tag("long")
    @Test
    void aLinkThatFlapsForHalfAMinuteCostsNothingThatWasRecorded() throws Exception {
        List<StudyEvent> before = cluster.events(STUDY);
        for (int i = 0; i < 8; i++) {
            hosts.unplug("w1");
            TimeUnit.SECONDS.sleep(2);
            hosts.plugIn("w1");
            TimeUnit.SECONDS.sleep(2);
        }
        expectOneHistory(before);
    }
}
