package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.cli.TryoutProcess;
import dev.tryout.study.StudyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot grow beyond a bound stand for a disk that is full: a write fails in the middle of the study's work. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no limits on the size of files")
class DiskFullIT {
    private static final int TRIALS = 80;
    private static final int EPOCHS = 3;

    /** 512 or 1,024 bytes each, as the shell counts: room for SQLite's library, and for some dozen writes to the journal. */
    private static final List<String> LIMITED = List.of("sh", "-c", "ulimit -f 2400; exec \"$@\"", "sh");

    private static final String STUDY = ShellStudy.yaml("NAME", TRIALS, EPOCHS, "train.sh");
    private static final String QUICK = ShellStudy.script(ShellStudy.AFTER_THE_LAST_EPOCH, List.of(":"));

    @TempDir
    private Path folder;

    @Test
    void aStudyWhoseJournalCannotGrowPausesAndSaysSoAndLosesNothing() throws Exception {
        FaultStudy undisturbed = FaultStudy.of(folder, "undisturbed", STUDY, QUICK);
        try (TryoutProcess run = undisturbed.start(2)) {
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        JsonNode expected = undisturbed.leaderboard();

        FaultStudy study = FaultStudy.of(folder, "full", STUDY, QUICK);
        Path reports = folder.resolve("reports");
        Files.move(reports, folder.resolve("reports-before"));
        Files.createFile(reports); // No report can be written either.
        try (TryoutProcess run = study.startUnder(LIMITED, 2)) {
            assertThat(run.exitCode()).as(run.output()).isEqualTo(5);
            assertThat(run.output())
                    .contains("paused: ")
                    .contains("journal.sqlite cannot be written: ")
                    .contains("see to it that the disk is not full")
                    .contains("no report: ")
                    .contains("resume full")
                    .doesNotContain("defect of Tryout");
        }
        List<StudyEvent> before = study.folder().journal(null).read();
        assertThat(before).hasSizeGreaterThan(20);
        assertThat(study.check().state().trials()).hasSizeLessThan(TRIALS);

        Files.delete(reports);
        try (TryoutProcess resumed = study.resume()) {
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        }
        assertThat(study.folder().journal(null).read().subList(0, before.size()))
                .as("what was written stays")
                .isEqualTo(before);
        assertThat(study.check().epochs()).isEqualTo(TRIALS * EPOCHS);
        assertThat(study.leaderboard()).isEqualTo(expected);
    }
}
