package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cluster.journal.PostgresSchema;
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

/** A standing cluster with its journals in PostgreSQL: the coordinator that works is killed, and then the database's server. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class PostgresTakeoverIT {
    private static final int TRIALS = 6;
    private static final int EPOCHS = 4;

    private final PostgresFixture postgres = PostgresFixture.shared();

    @TempDir
    private Path folder;

    @Tag("long")
    @Test
    void anotherCoordinatorGoesOnFromTheDatabaseAndWaitsForIt() throws Exception {
        String database = postgres.createDatabase();
        new PostgresSchema(postgres.server(database)).create();
        Path home = Files.createDirectory(folder.resolve("home"));
        postgres.coordinator(home, database);
        try (StandingCluster cluster = new StandingCluster(folder, 3, home)) {
            cluster.startAll("w1", "w2");
            cluster.submit("shared", TRIALS, EPOCHS, "c1");
            cluster.awaitEpochs("shared", 4);
            String victim = cluster.working("shared");
            cluster.kill(victim);
            List<StudyEvent> before = cluster.events("shared");
            cluster.awaitEpochs("shared", StandingCluster.epochs(before) + 2);

            postgres.stop();
            postgres.start();
            List<StudyEvent> events = cluster.awaitChampion("shared");

            assertThat(events.subList(0, before.size()))
                    .as("what was recorded stays")
                    .isEqualTo(before);
            assertThat(cluster.working("shared")).isNotEqualTo(victim);
            assertThat(cluster.study("shared").root().resolve("journal.sqlite")).doesNotExist();
            JournalChecker.Summary summary = JournalChecker.check(cluster.journal("shared"));
            assertThat(summary.sessions()).isEqualTo(2);
            assertThat(summary.epochs()).isEqualTo(TRIALS * EPOCHS);
            assertThat(summary.state().phase()).isEqualTo(Phase.FINISHED);
            assertThat(summary.state().trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        }
    }
}
