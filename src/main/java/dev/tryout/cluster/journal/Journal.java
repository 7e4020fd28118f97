package dev.tryout.cluster.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The events of one study. A supervisor writes them through Akka's plug-in, as {@link #configure} says; everybody else reads them
 * here, at any time.
 */
public sealed interface Journal extends EventSource permits SqliteJournal, PostgresJournal {
    /** The SQLite database in a study's folder. */
    String SQLITE_FILE = "journal.sqlite";

    /** Holds the name of the study's events in the database, where they are in one that studies share. */
    String ID_FILE = "journal.id";

    /** Where the events are, for people; never with a password. */
    String place();

    /**
     * The name under which a supervisor writes.
     *
     * @param studyName of the study file
     */
    String persistenceId(String studyName) throws IOException;

    /**
     * Has everything ready for a supervisor.
     *
     * @throws JournalHeldException where another process writes this journal
     * @throws JournalException where it cannot be written, with the remedy
     */
    void prepare() throws IOException;

    /** A node's configuration with the plug-in set to this journal, which {@link #prepare} has made ready. */
    Config configure(Config node) throws IOException;

    /** How long a supervisor waits for a journal that is out of reach; zero where it gives up at once. */
    Duration patience();

    /** What to do where it cannot be written, for people. */
    String remedy();

    @Override
    default List<StudyEvent> read() throws IOException {
        return read(0);
    }

    /**
     * The events behind a number in order, for whoever has read those before.
     *
     * @param after the number of the last event that is known, 0 for all of them
     * @throws JournalException where the journal is out of reach, or damaged
     */
    List<StudyEvent> read(long after) throws IOException;

    /** The study that the journal holds. */
    default StudyState replay() throws IOException {
        StudyState state = new StudyState();
        read().forEach(state::apply);
        return state;
    }

    /** Whether a study's folder has a journal. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(SQLITE_FILE)) || Files.exists(folder.resolve(ID_FILE));
    }

    /**
     * The journal of a study: the one that its folder has; else the one that the configuration asks for.
     *
     * @param folder of the study
     * @param node the coordinator's configuration, read where it is needed
     * @throws JournalException where the configuration is wrong, or lacks the database that the study is in
     */
    static Journal of(Path folder, Supplier<Config> node) throws JournalException {
        Path file = folder.resolve(SQLITE_FILE);
        if (Files.exists(file)) {
            return new SqliteJournal(file);
        }
        JournalSettings settings = settings(node);
        if (settings.server().isPresent()) {
            return new PostgresJournal(settings.server().get(), folder, settings.patience());
        }
        if (Files.exists(folder.resolve(ID_FILE))) {
            throw new JournalException("the journal of the study in " + folder
                    + " is in a PostgreSQL database, and the coordinator's configuration names none: have"
                    + " cluster-conf/coordinator.conf include postgresql.conf, as it was when the study began");
        }
        return new SqliteJournal(file);
    }

    /** What a node's configuration says of journals. */
    static JournalSettings settings(Supplier<Config> node) throws JournalException {
        try {
            return JournalSettings.of(node.get());
        } catch (ConfigException e) {
            throw new JournalException("the node configuration is wrong: " + e.getMessage(), e);
        }
    }
}
