package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of a journal that a coordinator wrote, whole and with an event in another's place. */
class AuditCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws Exception {
        BegunStudy.in(folder);
    }

    private int audit(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "audit";
        arguments[1] = BegunStudy.NAME;
        arguments[2] = "--studies";
        arguments[3] = folder.resolve("studies").toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Main.execute(new PrintWriter(out, true), new PrintWriter(out, true), arguments);
    }

    @Test
    void aJournalThatKeepsItsRulesIsToldSo() {
        assertThat(audit()).isZero();
        assertThat(out.toString()).contains("1 sessions, 0 trials").contains("the journal keeps its rules");
    }

    @Test
    void anEventThatBreaksARuleIsTold() throws Exception {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("studies/small/journal.sqlite"))) {
            connection.createStatement().execute("""
                            UPDATE "event_journal" SET "event_payload" =
                            (SELECT "event_payload" FROM "event_journal" WHERE "sequence_number" = 1)
                            WHERE "sequence_number" = 2
                            """);
        }
        assertThat(audit()).isEqualTo(3);
        assertThat(out.toString())
                .contains("event 2: the study is created again")
                .contains("violations");
    }

    @Test
    void aProgramReadsOneObject() throws Exception {
        assertThat(audit("--json")).isZero();
        var found = new ObjectMapper().readTree(out.toString());
        assertThat(found.get("holds").get("sessions").asInt()).isEqualTo(1);
        assertThat(found.get("violations")).isEmpty();
    }

    @Test
    void aStudyThatIsNotThereIsTold() {
        assertThat(Main.execute(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "audit",
                        "other",
                        "--studies",
                        folder.resolve("studies").toString()))
                .isEqualTo(4);
        assertThat(out.toString()).contains("no study 'other'");
    }
}
