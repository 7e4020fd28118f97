package dev.tryout.cluster.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tryout.study.StudyEvent;
import dev.tryout.training.tensor.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A journal in a PostgreSQL database that many studies share.
 *
 * <p>The plug-in writes through one connection, and that connection holds the study's advisory lock from its first moment: a
 * process that lost the lock with its connection gets no other one while somebody else has it. So there is one writer, even where
 * two machines work in one folder without a file lock, and even after the network was cut.
 *
 * @param folder of the study; a file there holds the name of its events: unique, so that a study begun anew has its own
 * @param patience how long a supervisor waits for the server
 */
public record PostgresJournal(PostgresServer server, Path folder, Duration patience) implements Journal {
    private static final int MAX_NAME = 200;
    private static final String EVENTS = "SELECT sequence_number, event_payload FROM event_journal"
            + " WHERE persistence_id = ? AND NOT deleted AND sequence_number > ? ORDER BY sequence_number";
    private static final String RESTORE =
            "restore the database from a backup, or set the study's folder aside and run the" + " study file again";
    /** Bytes of the shortest event's JSON, or less. */
    private static final int SMALLEST_EVENT = 32;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Path idFile() {
        return folder.resolve(ID_FILE);
    }

    @Override
    public String place() {
        return "the journal in " + server.place();
    }

    @Override
    public String remedy() {
        return "see to the database";
    }

    @Override
    public String persistenceId(String studyName) throws IOException {
        return Files.readString(idFile()).strip();
    }

    @Override
    public void prepare() throws IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            new PostgresSchema(server).require(statement);
            if (!Files.exists(idFile())) {
                DurableFiles.write(idFile(), file -> file.write(newId().getBytes(UTF_8)));
            }
            lock(statement);
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }

    private String newId() {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return name.substring(0, Math.min(name.length(), MAX_NAME)) + "-" + UUID.randomUUID() + "\n";
    }

    private void lock(Statement statement) throws SQLException, IOException {
        PostgresLock lock = PostgresLock.of(persistenceId(""));
        try {
            statement.execute(lock.take());
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new JournalHeldException("another process writes " + place() + " of the study in " + folder
                        + lock.holder(statement) + "; wait for it, or end it");
            }
            throw e;
        }
    }

    @Override
    public Config configure(Config node) throws IOException {
        String owner = "tryout-" + UUID.randomUUID();
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("driver", "org.postgresql.Driver");
        database.put("url", server.url());
        if (!server.user().isEmpty()) {
            database.put("user", server.user());
        }
        if (!server.password().isEmpty()) {
            database.put("password", server.password());
        }
        Map<String, String> properties = server.options();
        properties.put("ApplicationName", owner);
        database.put("properties", properties);
        database.put("connectionInitSql", PostgresLock.of(persistenceId("")).takeAs(owner));
        // The lock goes with the connection: it is kept for good, and there is no second one.
        database.put("maxLifetime", 0);
        database.put("connectionTimeout", 10_000);
        return ConfigFactory.parseMap(Map.of(
                        "jdbc-journal.slick.profile",
                        "slick.jdbc.PostgresProfile$",
                        "jdbc-journal.slick.db",
                        database,
                        "jdbc-journal.circuit-breaker.reset-timeout",
                        "5s"))
                .withFallback(node);
    }

    @Override
    public List<StudyEvent> read(long after) throws IOException {
        return query(after, 0, EventJson.Rows::parse);
    }

    @Override
    public List<byte[]> readJson(long after, long maxBytes) throws IOException {
        return query(
                after, (int) Math.min(Integer.MAX_VALUE, maxBytes / SMALLEST_EVENT + 1), rows -> rows.json(maxBytes));
    }

    /** @param maxRows that the server may send, or 0 for all */
    private <T> List<T> query(long after, int maxRows, Sql.Reading<T> reading) throws IOException {
        if (!Files.exists(idFile())) {
            throw new JournalException("there is no journal " + idFile());
        }
        try (Connection connection = server.connect()) {
            try (Statement statement = connection.createStatement()) {
                new PostgresSchema(server).require(statement);
            }
            try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
                statement.setString(1, persistenceId(""));
                statement.setLong(2, after);
                statement.setMaxRows(maxRows);
                try (ResultSet rows = statement.executeQuery()) {
                    return reading.of(new EventJson.Rows(rows, after, place(), RESTORE));
                }
            }
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }
}
