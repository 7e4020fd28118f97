package dev.tryout.cluster.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The statements that make a journal's tables. */
final class Sql {
    private Sql() {}

    /** Takes what it wants of a journal's rows. */
    @FunctionalInterface
    interface Reading<T> {
        List<T> of(EventJson.Rows rows) throws SQLException, IOException;
    }

    /** @param name of a file beside this class */
    static List<String> statements(String name) throws IOException {
        try (InputStream in = Sql.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }
}
