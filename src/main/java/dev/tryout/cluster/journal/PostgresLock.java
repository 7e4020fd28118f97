package dev.tryout.cluster.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The right to write a study's journal: a session's advisory lock, which the server frees when the session ends.
 *
 * @param key of the lock
 */
record PostgresLock(long key) {
    static PostgresLock of(String persistenceId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(persistenceId.getBytes(UTF_8));
            return new PostgresLock(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the lock, waiting some seconds for a session that is just ending. */
    String take() {
        return "SET lock_timeout TO '5s'; SELECT pg_advisory_lock(" + key + "); SET lock_timeout TO 0";
    }

    /**
     * What a session begins with that is to write: it ends former sessions of the same owner, whose end the server did not notice,
     * takes the lock, and has each commit on disk before it is acknowledged. The server frees the lock of a machine that is gone
     * within half a minute.
     *
     * @param owner the session's application name, of one process only; without quotes
     */
    String takeAs(String owner) {
        return "SET tcp_keepalives_idle TO 10; SET tcp_keepalives_interval TO 5; SET tcp_keepalives_count TO 3;"
                + " SELECT set_config('synchronous_commit', 'on', false)"
                + " WHERE current_setting('synchronous_commit') = 'off';"
                + " SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = '" + owner + "' AND pid <> pg_backend_pid(); " + take();
    }

    /** Who has the lock, for people: begins with a comma, or is empty where it cannot be told. */
    String holder(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT coalesce(host(client_addr), 'this machine'), backend_start"
                + " FROM pg_locks JOIN pg_stat_activity USING (pid)"
                + " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                + " AND (classid::bigint << 32 | objid::bigint) = " + key)) {
            return rows.next() ? ", from " + rows.getString(1) + " since " + rows.getString(2) : "";
        }
    }
}
