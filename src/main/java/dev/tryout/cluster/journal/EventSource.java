package dev.tryout.cluster.journal;

import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.util.List;

/** Where a study's events can be read. */
@FunctionalInterface
public interface EventSource {
    /**
     * Every event in order; none where the study was not begun. A supervisor may be writing meanwhile.
     *
     * @throws JournalException where the journal is out of reach, or damaged
     */
    List<StudyEvent> read() throws IOException;

    /**
     * Events as JSON, one each: those behind a number, as many as fit, but one at least where there is one.
     *
     * @param after the number of the last event that is not wanted, 0 for all of them
     * @param maxBytes of all of them together
     */
    default List<byte[]> readJson(long after, long maxBytes) throws IOException {
        throw new JournalException("these events are for one reader alone");
    }
}
