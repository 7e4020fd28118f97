package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.cluster.journal.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SqliteJournalTest extends JournalContract {
    @Override
    Journal open() throws Exception {
        return new StudyFolder(folder).journal(null);
    }

    @Override
    void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private Path file() {
        return folder.resolve(Journal.SQLITE_FILE);
    }

    @Test
    void aFileWithoutTablesIsEmpty() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.sqlite")); // Killed before the tables were made.
        assertThat(new SqliteJournal(empty).read()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        Path none = folder.resolve("none.sqlite");
        assertThatThrownBy(() -> new SqliteJournal(none).read())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(none.toString());
        assertThat(none).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithARemedy() throws Exception {
        Files.writeString(file(), "This is no database, though it is long enough to be one. ".repeat(100));
        assertThatThrownBy(() -> journal().read())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("not a database")
                .hasMessageContaining("undamaged copy");
    }

    @Test
    void aTruncatedFileIsRefusedWithARemedy() throws Exception {
        writeSample();
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> journal().read())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("undamaged copy");
    }
}
