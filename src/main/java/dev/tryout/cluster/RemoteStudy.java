package dev.tryout.cluster;

import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** A study as its events make it, read from the process that works on it. */
public final class RemoteStudy {
    private final StudyLink link;
    private final StudyState state = new StudyState();
    private long read;
    private boolean isWorkedOn;
    private Map<Integer, Double> progress = Map.of();
    private List<WorkerInfo> workers = List.of();
    private List<String> waits = List.of();

    public RemoteStudy(StudyLink link) {
        this.link = link;
    }

    /**
     * Reads what is new, and returns it.
     *
     * @throws TimeoutException where nobody answers any more
     */
    public List<StudyEvent> refresh() throws TimeoutException, IOException, InterruptedException {
        List<StudyEvent> all = new ArrayList<>();
        List<StudyEvent> events;
        do {
            EventsChunk chunk = link.ask(replyTo -> new SupervisorMessage.ReadEvents(read, replyTo));
            events = chunk.unpacked();
            events.forEach(state::apply);
            all.addAll(events);
            read += events.size();
            isWorkedOn = chunk.isWorkedOn();
            progress = chunk.progress();
            workers = chunk.workers();
            waits = chunk.waits();
        } while (!events.isEmpty());
        return all;
    }

    /** As it was when it was last read. */
    public StudyState state() {
        return state;
    }

    /** Whether a coordinator works on it. */
    public boolean isWorkedOn() {
        return isWorkedOn;
    }

    /** By trial number, as {@link SupervisorMessage.Update} has it. */
    public Map<Integer, Double> progress() {
        return progress;
    }

    public List<WorkerInfo> workers() {
        return workers;
    }

    /** What it waits for, as {@link SupervisorMessage.Update} has it. */
    public List<String> waits() {
        return waits;
    }
}
