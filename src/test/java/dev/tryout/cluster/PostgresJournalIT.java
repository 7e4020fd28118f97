package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.cluster.journal.JournalHeldException;
import dev.tryout.cluster.journal.PostgresSchema;
import dev.tryout.cluster.journal.PostgresServer;
import dev.tryout.study.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresJournalIT extends JournalContract {
    private final PostgresFixture postgres = PostgresFixture.shared();
    private String database = "";

    @BeforeEach
    @Override
    void prepare() throws Exception {
        database = postgres.createDatabase();
        new PostgresSchema(server(PostgresFixture.PASSWORD)).create();
        super.prepare();
    }

    private PostgresServer server(String password) {
        return new PostgresServer(postgres.url(database), PostgresFixture.USER, password);
    }

    @Override
    Journal open() throws Exception {
        return new StudyFolder(folder).journal(configuration(postgres.url(database), PostgresFixture.PASSWORD));
    }

    private Path configuration(String url, String password) throws Exception {
        return Files.writeString(
                Files.createTempFile(folder, "coordinator", ".conf"),
                "tryout.journal { url = \"" + url + "\", user = " + PostgresFixture.USER + ", password = \"" + password
                        + "\" }");
    }

    private Journal configured(String url, String password) throws Exception {
        return new StudyFolder(folder).journal(configuration(url, password));
    }

    @Override
    void change(String sql) throws SQLException {
        assertThat(postgres.execute(database, sql)).isEqualTo(1);
    }

    @Test
    void studiesOfOneNameThatShareADatabaseKeepApart() throws Exception {
        writeSample();
        Path other = Files.createDirectory(folder.resolve("again"));
        Journal second =
                new StudyFolder(other).journal(configuration(postgres.url(database), PostgresFixture.PASSWORD));
        second.prepare();
        assertThat(second.read()).isEmpty();
        assertThat(journal().read()).isNotEmpty();
    }

    @Test
    void tablesAreMadeOnce() throws Exception {
        writeSample();
        PostgresSchema schema = new PostgresSchema(server(PostgresFixture.PASSWORD));
        schema.create();
        assertThat(schema.describe())
                .anySatisfy(line -> assertThat(line).contains("PostgreSQL 14"))
                .anySatisfy(line -> assertThat(line).contains("1 studies"));
    }

    @Test
    void aDatabaseWithoutTablesIsRefusedWithARemedy() throws Exception {
        Journal none = configured(postgres.url("postgres"), PostgresFixture.PASSWORD);
        assertThatThrownBy(none::prepare)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("./tryout journal --create");
    }

    @Test
    void anotherProgramsTableIsRefused() throws Exception {
        String foreign = postgres.createDatabase();
        postgres.execute(foreign, "CREATE TABLE event_journal (ordering BIGINT, message BYTEA)");
        Journal other = configured(postgres.url(foreign), PostgresFixture.PASSWORD);
        assertThatThrownBy(other::prepare)
                .hasMessageContaining("another program")
                .hasMessageContaining("event_payload");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotRepeated() throws Exception {
        Journal wrong = configured(postgres.url(database), "open-sesame");
        assertThatThrownBy(wrong::read)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageContaining("TRYOUT_JOURNAL_PASSWORD")
                .hasMessageNotContaining("open-sesame");
        assertThat(wrong.toString()).doesNotContain("open-sesame");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        Journal away = configured("jdbc:postgresql://127.0.0.1:1/tryout", PostgresFixture.PASSWORD);
        assertThatThrownBy(away::prepare)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("127.0.0.1:1/tryout")
                .hasMessageContaining("see that the server runs");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() throws Exception {
        Journal away = configured(postgres.url("nowhere"), PostgresFixture.PASSWORD);
        assertThatThrownBy(away::prepare).hasMessageContaining("\"nowhere\"").hasMessageContaining("createdb");
    }

    @Test
    void aUserWhoMayNotWriteIsRefused() throws Exception {
        postgres.execute(database, "CREATE ROLE reader_" + database + " LOGIN PASSWORD 'r'");
        postgres.execute(database, "GRANT SELECT ON event_journal TO reader_" + database);
        PostgresServer server = new PostgresServer(postgres.url(database), "reader_" + database, "r");
        assertThatThrownBy(() -> new PostgresSchema(server).describe()).hasMessageContaining("GRANT SELECT, INSERT");
    }

    @Test
    void aFolderWhoseDatabaseIsNotConfiguredIsRefused() {
        assertThatThrownBy(() -> new StudyFolder(folder).journal(null))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("include postgresql.conf");
    }

    @Test
    void twoProcessesDoNotWriteOneJournal() throws Exception {
        ActorTestKit kit = Kits.withJournal(journal());
        try {
            ActorRef<SupervisorMessage> supervisor = kit.spawn(
                    Supervisor.create(journal().persistenceId("sample"), Study::of, System::currentTimeMillis));
            TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
            supervisor.tell(new SupervisorMessage.Begin(Samples.spec(3, 4), "{}", "", "test"));
            supervisor.tell(new SupervisorMessage.Subscribe(updates.ref()));
            updates.receiveMessage();
            assertThatThrownBy(journal()::prepare)
                    .isInstanceOf(JournalHeldException.class)
                    .hasMessageContaining("another process writes")
                    .hasMessageContaining("from 127.0.0.1 since");
        } finally {
            kit.shutdownTestKit();
        }
        journal().prepare();
    }

    @Test
    void commitsAreOnDiskEvenWhereTheServerWouldNotWait() throws Exception {
        postgres.execute(database, "ALTER DATABASE " + database + " SET synchronous_commit TO off");
        assertThat(new PostgresSchema(server(PostgresFixture.PASSWORD)).describe())
                .anySatisfy(line -> assertThat(line).contains("synchronous_commit is off"));
        writeSample();
        assertThat(journal().read()).isNotEmpty();
    }
}
