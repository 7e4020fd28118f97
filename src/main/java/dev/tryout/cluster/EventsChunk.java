package dev.tryout.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.tryout.cluster.journal.EventLines;
import dev.tryout.cluster.journal.EventSource;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/**
 * Some of a study's journal, and what is not in it. Small enough for one message.
 *
 * @param after the number of the event before the first
 * @param events packed by {@link EventLines}; none where the reader has them all
 * @param isWorkedOn whether a coordinator works on the study
 * @param progress as {@link SupervisorMessage.Update} has it
 * @param workers that are there
 * @param waits as {@link SupervisorMessage.Update} has them
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record EventsChunk(
        long after,
        byte[] events,
        boolean isWorkedOn,
        Map<Integer, Double> progress,
        List<WorkerInfo> workers,
        List<String> waits)
        implements WireMessage {
    /** Bytes of JSON in one chunk; half a message is left for everything else, and for an event that alone is larger. */
    static final int MAX_BYTES = 256 << 10;

    public EventsChunk {
        progress = Map.copyOf(progress);
        workers = List.copyOf(workers);
        waits = List.copyOf(waits);
    }

    /**
     * Answers a reader, from a thread that may block. One that hears nothing asks again.
     *
     * @param journal opens it
     */
    static void send(
            ActorSystem<?> system,
            Callable<? extends EventSource> journal,
            SupervisorMessage.ReadEvents request,
            boolean isWorkedOn,
            Map<Integer, Double> progress,
            List<WorkerInfo> workers,
            List<String> waits) {
        system.dispatchers().lookup(DispatcherSelector.blocking()).execute(() -> {
            try {
                byte[] events = EventLines.pack(journal.call().readJson(request.after(), MAX_BYTES));
                request.replyTo().tell(new EventsChunk(request.after(), events, isWorkedOn, progress, workers, waits));
            } catch (Exception e) {
                LoggerFactory.getLogger(EventsChunk.class).warn("cannot read a journal for somebody", e);
            }
        });
    }

    List<StudyEvent> unpacked() throws IOException {
        return EventLines.unpack(events);
    }
}
