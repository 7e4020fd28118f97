package dev.tryout.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/** A study's journal as a file: made before the first event, and read without a coordinator. */
public final class Journal {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new ParameterNamesModule())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String EVENTS =
            "SELECT \"sequence_number\", \"event_payload\" FROM \"event_journal\" WHERE \"deleted\" = 0 ORDER BY \"sequence_number\"";

    private static final String TABLES = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'event_journal'";
    private static final String RESTORE =
            "; put an undamaged copy in its place, or set the study's folder aside and run the study file again";

    private Journal() {}

    /** Where SQLite finds the journal; each commit is on disk before it is acknowledged. */
    static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath() + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000";
    }

    /** Makes the tables that are not there yet. */
    static void create(Path file) throws SQLException, IOException {
        String schema;
        try (InputStream in = Journal.class.getResourceAsStream("journal-sqlite.sql")) {
            if (in == null) {
                throw new IOException("journal-sqlite.sql is not on the class path");
            }
            schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (Connection connection = DriverManager.getConnection(url(file));
                Statement statement = connection.createStatement()) {
            for (String table : schema.split(";")) {
                if (!table.isBlank()) {
                    statement.execute(table);
                }
            }
        }
    }

    /**
     * Every event of a study, in order; none where the journal was not begun. A coordinator may be writing meanwhile.
     *
     * @throws JournalException where the file is not a journal, or is damaged
     */
    public static List<StudyEvent> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new JournalException("there is no journal " + file);
        }
        try (Connection connection = DriverManager.getConnection(url(file));
                Statement statement = connection.createStatement()) {
            return hasEvents(statement) ? events(file, statement) : List.of();
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean hasEvents(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            return tables.next();
        }
    }

    private static List<StudyEvent> events(Path file, Statement statement) throws SQLException, IOException {
        List<StudyEvent> events = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(EVENTS)) {
            while (rows.next()) {
                int number = events.size() + 1;
                if (rows.getLong(1) != number) {
                    throw new JournalException(
                            "the journal " + file + " is damaged: event " + number + " is missing" + RESTORE);
                }
                try {
                    events.add(JSON.readValue(rows.getBytes(2), StudyEvent.class));
                } catch (JsonProcessingException e) {
                    throw new JournalException(
                            "the journal " + file + " is damaged or of another version: event " + number + ": "
                                    + e.getOriginalMessage() + RESTORE,
                            e);
                }
            }
        }
        return events;
    }

    static JournalException unreadable(Path file, SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        boolean damaged = code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
        return new JournalException(
                "cannot open the journal " + file + ": " + failure.getMessage() + (damaged ? RESTORE : ""), failure);
    }

    /** The study that the journal holds. */
    public static StudyState replay(Path file) throws IOException {
        StudyState state = new StudyState();
        read(file).forEach(state::apply);
        return state;
    }
}
