package dev.tryout.cluster.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL database.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}, with the driver's options but no password
 * @param user empty for the driver's default, the user of this process
 * @param password empty where the server asks for none, or it is in the user's {@code .pgpass}
 */
public record PostgresServer(String url, String user, String password) {
    private static final String SCHEME = "jdbc:postgresql:";

    /** SQL states of a server that may be back soon, without anybody's help: connection, resources, operator, system. */
    private static final String OUT_OF_REACH = "08|53|57|58";

    /** Has no password in it, wherever it is printed. */
    @Override
    public String toString() {
        return place();
    }

    /** For people. */
    public String place() {
        String place = url.substring("jdbc:".length()).replaceFirst("\\?.*", "");
        return "PostgreSQL at " + place + (user.isEmpty() ? "" : " as user " + user);
    }

    void check() throws JournalException {
        if (!url.startsWith(SCHEME)) {
            throw new JournalException("tryout.journal.url must begin with " + SCHEME + "//, got '"
                    + url.replaceAll("(?i)(password=)[^&]*", "$1...") + "'");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new JournalException(
                    "tryout.journal.url must not hold a password: give it as tryout.journal.password,"
                            + " or in the environment as TRYOUT_JOURNAL_PASSWORD");
        }
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new JournalException(
                    "tryout.journal.url is wrong: '" + url + "'; it is to be like " + SCHEME
                            + "//127.0.0.1:5432/tryout",
                    e);
        }
    }

    /** Options of every connection: a network that swallows everything is noticed within half a minute. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connectTimeout", "10");
        options.put("loginTimeout", "10");
        options.put("socketTimeout", "30");
        options.put("tcpKeepAlive", "true");
        return options;
    }

    /** @throws JournalException that says what is wrong, and the remedy */
    Connection connect() throws JournalException {
        Properties properties = new Properties();
        properties.putAll(options());
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    JournalException explain(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String remedy;
        if (state.startsWith("28") || state.equals("08004")) {
            remedy = "check tryout.journal.user, and its password in the environment as TRYOUT_JOURNAL_PASSWORD";
        } else if (state.equals("3D000")) {
            remedy = "make the database, for instance with  createdb --owner=USER DATABASE";
        } else if (state.equals("42501")) {
            remedy = "have the owner of the database grant it, or be the owner";
        } else if (isOutOfReach(failure)) {
            remedy = "see that the server runs, and that tryout.journal.url names it";
        } else {
            remedy = "see the server's log";
        }
        return new JournalException(
                "the journal's database, " + place() + ", cannot be used: " + failure.getMessage() + "; " + remedy,
                failure);
    }

    /** Whether the server may be back soon, without anybody's help. */
    public static boolean isOutOfReach(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 || state.substring(0, 2).matches(OUT_OF_REACH);
    }
}
