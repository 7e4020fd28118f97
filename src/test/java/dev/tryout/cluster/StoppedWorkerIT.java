package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.cli.TryoutProcess;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is stopped by SIGSTOP, for less and for more than the cluster has patience, never shares a trial when it wakes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are found by /proc")
class StoppedWorkerIT {
    private static final int TRIALS = 6;
    private static final int EPOCHS = 4;

    /** Gives a silent member up after about 5 s in place of 11. */
    private static final String IMPATIENT = """
            include classpath("tryout.conf")
            akka.cluster.failure-detector.acceptable-heartbeat-pause = 3 s
            akka.cluster.split-brain-resolver.stable-after = 2 s
            """;

    @TempDir
    private static Path folder;

    private static JsonNode undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        FaultStudy study = FaultStudy.of(folder, "undisturbed", TRIALS, EPOCHS);
        try (TryoutProcess run = study.start(2)) {
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        undisturbed = study.leaderboard();
    }

    @Test
    void fiveSecondsCostNothing() throws Exception {
        FaultStudy study = FaultStudy.of(folder, "short", TRIALS, EPOCHS);
        try (TryoutProcess run = study.start(2)) {
            StudyEvent.EpochMeasured epoch = study.await(StudyEvent.EpochMeasured.class, event -> event.trial() > 1);
            ProcessHandle worker = FaultStudy.worker(run.process(), owner(study, epoch));
            FaultStudy.signal(worker, "STOP");
            TimeUnit.SECONDS.sleep(5);
            FaultStudy.signal(worker, "CONT");

            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        assertThat(study.check().attempts()).isEqualTo(TRIALS);
        assertThat(study.leaderboard()).isEqualTo(undisturbed);
    }

    @Test
    void aWorkerThatWasGivenUpWakesToNothing() throws Exception {
        Path home = Files.createDirectory(folder.resolve("impatient"));
        Path conf = Files.createDirectory(home.resolve("cluster-conf"));
        Files.writeString(conf.resolve("coordinator.conf"), IMPATIENT);
        Files.writeString(conf.resolve("worker.conf"), IMPATIENT);
        FaultStudy study = FaultStudy.of(home, "long", TRIALS, EPOCHS);
        try (TryoutProcess run = study.start(2)) {
            StudyEvent.EpochMeasured epoch = study.await(StudyEvent.EpochMeasured.class, event -> event.trial() > 1);
            ProcessHandle worker = FaultStudy.worker(run.process(), owner(study, epoch));
            FaultStudy.signal(worker, "STOP");
            StudyEvent.TrialLost lost = study.await(StudyEvent.TrialLost.class, event -> event.worker());
            study.await(StudyEvent.EpochMeasured.class, event -> event.trial() == lost.trial() && event.attempt() > 1);
            FaultStudy.signal(worker, "CONT");

            assertThat(run.exitCode()).as(run.output()).isZero();
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        JournalChecker.Summary summary = study.check();
        assertThat(summary.lostWithWorker()).isPositive();
        assertThat(summary.epochs()).isEqualTo(TRIALS * EPOCHS);
        assertThat(study.leaderboard()).isEqualTo(undisturbed);
    }

    private static String owner(FaultStudy study, StudyEvent.EpochMeasured epoch) throws IOException {
        return study.folder()
                .journal(null)
                .replay()
                .trial(epoch.trial())
                .orElseThrow()
                .worker()
                .orElseThrow();
    }
}
