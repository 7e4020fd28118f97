package dev.tryout.cluster;

import dev.tryout.cluster.journal.EventLines;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Some of a study's journal, and what is not in it. Small enough for one message.
 *
 * @param after the number of the event before the first
 * @param events packed by {@link EventLines}; none where the reader has them all
 * @param isWorkedOn whether a coordinator works on the study
 * @param progress as {@link SupervisorMessage.Update} has it
 * @param workers that are there
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record EventsChunk(
        long after, byte[] events, boolean isWorkedOn, Map<Integer, Double> progress, List<WorkerInfo> workers)
        implements WireMessage {
    /** Bytes of JSON in one chunk; half a message is left for everything else, and for an event that alone is larger. */
    static final int MAX_BYTES = 256 << 10;

    public EventsChunk {
        progress = Map.copyOf(progress);
        workers = List.copyOf(workers);
    }

    List<StudyEvent> unpacked() throws IOException {
        return EventLines.unpack(events);
    }
}
