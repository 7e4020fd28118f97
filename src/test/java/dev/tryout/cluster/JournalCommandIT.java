package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tryout journal}, as a user would start it. */
class JournalCommandIT {
    private final PostgresFixture postgres = PostgresFixture.shared();

    @TempDir
    private Path folder;

    private void configure(String url, String password) throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("cluster-conf")).resolve("coordinator.conf"),
                "tryout.journal { url = \"" + url + "\", user = " + PostgresFixture.USER + ", password = " + password
                        + " }");
    }

    private String journal(int exitCode, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "journal";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try (TryoutProcess command = TryoutProcess.run(folder, all)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
            assertThat(command.output())
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ")
                    .doesNotContain(PostgresFixture.PASSWORD);
            return command.output();
        }
    }

    @Test
    void printsWhatItWouldRunAndThenRunsIt() throws Exception {
        configure(postgres.url(postgres.createDatabase()), PostgresFixture.PASSWORD);
        assertThat(journal(3))
                .contains("CREATE TABLE IF NOT EXISTS event_journal")
                .contains("no journal's tables yet; make them with  ./tryout journal --create");
        assertThat(journal(0, "--create"))
                .contains("CREATE TABLE IF NOT EXISTS event_journal")
                .contains("0 studies, 0 events");
        assertThat(journal(0)).contains("PostgreSQL 14").contains("0 studies, 0 events");
    }

    @Test
    void saysThatSqliteNeedsNothing() throws Exception {
        assertThat(journal(0)).contains("SQLite, a file in the folder of each study");
    }

    @Test
    void refusesWhatItCannotUse() throws Exception {
        configure("jdbc:postgresql://127.0.0.1:1/tryout", PostgresFixture.PASSWORD);
        assertThat(journal(3)).contains("127.0.0.1:1/tryout").contains("see that the server runs");
        configure(postgres.url("postgres") + "?password=x", PostgresFixture.PASSWORD);
        assertThat(journal(3)).contains("must not hold a password");
        configure("jdbc:mysql://127.0.0.1/tryout", PostgresFixture.PASSWORD);
        assertThat(journal(3)).contains("must begin with jdbc:postgresql:");
    }
}
