package dev.tryout.cluster.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/**
 * A journal as a file of its own. Whoever holds the lock of the study's folder writes it.
 *
 * @param file the SQLite database
 */
public record SqliteJournal(Path file) implements Journal {
    private static final String EVENTS =
            "SELECT \"sequence_number\", \"event_payload\" FROM \"event_journal\" WHERE \"deleted\" = 0 AND \"sequence_number\" > ? ORDER BY \"sequence_number\"";
    private static final String TABLES = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'event_journal'";
    private static final String RESTORE =
            "put an undamaged copy in its place, or set the study's folder aside and run the study file again";

    @Override
    public String place() {
        return "the journal " + file;
    }

    @Override
    public String persistenceId(String studyName) {
        return studyName;
    }

    /** Where SQLite finds the journal; each commit is on disk before it is acknowledged. */
    String url() {
        return "jdbc:sqlite:" + file.toAbsolutePath() + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000";
    }

    /** Makes the tables that are not there yet. */
    @Override
    public void prepare() throws IOException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String table : Sql.statements("sqlite.sql")) {
                statement.execute(table);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Config configure(Config node) {
        return node.withValue("jdbc-journal.slick.db.url", ConfigValueFactory.fromAnyRef(url()));
    }

    /** A disk that is full, or a file that is gone, is for a person to mend. */
    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public String remedy() {
        long free = file.toFile().getUsableSpace() >> 20;
        return free
                + " MiB are free there: see to it that the disk is not full and can be written, or put the studies on another";
    }

    @Override
    public List<StudyEvent> read(long after) throws IOException {
        return query(after, EventJson.Rows::parse);
    }

    @Override
    public List<byte[]> readJson(long after, long maxBytes) throws IOException {
        return query(after, rows -> rows.json(maxBytes));
    }

    private <T> List<T> query(long after, Sql.Reading<T> reading) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new JournalException("there is no journal " + file);
        }
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            return hasEvents(statement) ? query(connection, after, reading) : List.of();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static boolean hasEvents(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            return tables.next();
        }
    }

    private <T> List<T> query(Connection connection, long after, Sql.Reading<T> reading)
            throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setLong(1, after);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.of(new EventJson.Rows(rows, after, place(), RESTORE));
            }
        }
    }

    private JournalException unreadable(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        boolean damaged = code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
        return new JournalException(
                "cannot open " + place() + ": " + failure.getMessage() + (damaged ? "; " + RESTORE : ""), failure);
    }
}
