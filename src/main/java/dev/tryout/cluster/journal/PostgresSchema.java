package dev.tryout.cluster.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tables of journals in a PostgreSQL database. */
public final class PostgresSchema {
    private static final int OLDEST_VERSION = 12;
    private static final Set<String> COLUMNS = Set.of(
            "ordering",
            "persistence_id",
            "sequence_number",
            "deleted",
            "writer",
            "write_timestamp",
            "adapter_manifest",
            "event_ser_id",
            "event_ser_manifest",
            "event_payload",
            "meta_ser_id",
            "meta_ser_manifest",
            "meta_payload");

    private final PostgresServer server;

    public PostgresSchema(PostgresServer server) {
        this.server = server;
    }

    /** What {@link #create} runs. */
    public List<String> statements() throws IOException {
        return Sql.statements("postgresql.sql");
    }

    /** Makes the tables that are not there, all or none. */
    public void create() throws IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            requireServer(statement);
            connection.setAutoCommit(false);
            for (String sql : statements()) {
                statement.execute(sql);
            }
            connection.commit();
            requireTables(statement);
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }

    /**
     * What is there, one line each.
     *
     * @throws JournalException where no journal can be kept there, with the remedy
     */
    public List<String> describe() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            requireServer(statement);
            lines.add("server    PostgreSQL " + text(statement, "SHOW server_version"));
            if (text(statement, "SHOW synchronous_commit").equals("off")) {
                lines.add("          synchronous_commit is off there; journals are written with it on");
            }
            requireTables(statement);
            lines.add("tables    event_journal, event_tag: "
                    + text(statement, "SELECT count(DISTINCT persistence_id) FROM event_journal") + " studies, "
                    + text(statement, "SELECT count(*) FROM event_journal") + " events");
            return lines;
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }

    /** @throws JournalException where a journal cannot be kept there, or could lose what it has acknowledged */
    void require(Statement statement) throws SQLException, JournalException {
        requireServer(statement);
        requireTables(statement);
    }

    private void requireServer(Statement statement) throws SQLException, JournalException {
        int version = statement.getConnection().getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw refused("is of version " + version + "; journals need " + OLDEST_VERSION + " or later");
        }
        if (text(statement, "SHOW fsync").equals("off")) {
            throw refused("runs with fsync off, so a power cut could lose events that it has acknowledged;"
                    + " set fsync = on in postgresql.conf of the server, and restart it");
        }
        if (text(statement, "SELECT pg_is_in_recovery()").equals("t")) {
            throw refused("is a standby, which cannot be written; name the primary in tryout.journal.url");
        }
    }

    private void requireTables(Statement statement) throws SQLException, JournalException {
        Set<String> missing = new TreeSet<>(COLUMNS);
        try (ResultSet columns = statement.executeQuery("SELECT attname FROM pg_attribute"
                + " WHERE attrelid = to_regclass('event_journal') AND attnum > 0 AND NOT attisdropped")) {
            while (columns.next()) {
                missing.remove(columns.getString(1));
            }
        }
        if (missing.size() == COLUMNS.size()) {
            throw refused("has no journal's tables yet; make them with  ./tryout journal --create");
        }
        if (!missing.isEmpty()) {
            throw refused("has a table event_journal that is of another program or version: it lacks "
                    + String.join(", ", missing) + "; use another database");
        }
        if (!text(
                        statement,
                        "SELECT has_table_privilege('event_journal', 'SELECT')"
                                + " AND has_table_privilege('event_journal', 'INSERT')"
                                + " AND has_sequence_privilege(pg_get_serial_sequence('event_journal', 'ordering'), 'USAGE')")
                .equals("t")) {
            throw refused("does not let this user read and write event_journal; have its owner"
                    + " GRANT SELECT, INSERT on the table and USAGE on its sequence");
        }
    }

    private JournalException refused(String why) {
        return new JournalException("the journal's database, " + server.place() + ", " + why);
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
