package dev.tryout.cluster;

import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor decides, from the decision to the journal. The state takes events in as they are decided; they are persisted in
 * groups, and what follows from them is done when their group is written, in the order of the decisions.
 */
final class Decisions {
    private final Rules rules;
    private final WorkToDo workToDo;
    private final Runnable persistSoon;
    private List<Decided> inherited;
    private List<Decided> beingWritten = List.of();
    private List<Decided> undone = new ArrayList<>();
    private int eventsAhead;

    /** Decided but not on disk: why, what happened, and what to do then. */
    private record Decided(@Nullable StudyCommand command, List<StudyEvent> events, Consumer<StudyState> then) {}

    /**
     * @param workToDo told of every decision
     * @param persistSoon called where there is something to persist, and {@link #group()} is to be called
     * @param former whose place these take, with what it did not write
     */
    Decisions(Rules rules, WorkToDo workToDo, Runnable persistSoon, @Nullable Decisions former) {
        this.rules = rules;
        this.workToDo = workToDo;
        this.persistSoon = persistSoon;
        this.inherited = former == null ? List.of() : former.unwritten();
    }

    private List<Decided> unwritten() {
        List<Decided> unwritten = new ArrayList<>(inherited);
        unwritten.addAll(beingWritten);
        unwritten.addAll(undone);
        return unwritten;
    }

    /**
     * Decides again what a former supervisor did and the journal lacks, but for new assignments: workers ask again. Where the journal
     * has it after all, and only its answer was lost, deciding again changes nothing.
     */
    void decideInherited(StudyState state) {
        List<Decided> again = inherited;
        inherited = List.of();
        for (Decided decided : again) {
            StudyCommand command = decided.command();
            if (command == null) {
                after(state, decided.then());
            } else if (!(command instanceof StudyCommand.RequestWork)) {
                decide(state, command, decided.then());
            }
        }
    }

    /** Has the rules decide; returns what happened. */
    List<StudyEvent> decide(StudyState state, StudyCommand command, Consumer<StudyState> then) {
        List<StudyEvent> events = rules.decide(state, command);
        take(state, command, events, then);
        return events;
    }

    /** Takes what the rules decided. */
    void take(StudyState state, StudyCommand command, List<StudyEvent> events, Consumer<StudyState> then) {
        events.forEach(state::apply);
        workToDo.decided(command, events);
        add(state, command, events, then);
    }

    /** Keeps the order of what is told: even what needs no journal waits for the decisions before it. */
    void after(StudyState state, Consumer<StudyState> then) {
        add(state, null, List.of(), then);
    }

    private void add(
            StudyState state, @Nullable StudyCommand command, List<StudyEvent> events, Consumer<StudyState> then) {
        if (undone.isEmpty()) {
            if (events.isEmpty()) {
                then.accept(state);
                return;
            }
            persistSoon.run();
        }
        undone.add(new Decided(command, events, then));
    }

    /** The events to persist now: of everything decided since the last group. */
    List<StudyEvent> group() {
        beingWritten = undone;
        undone = new ArrayList<>();
        List<StudyEvent> events = beingWritten.stream()
                .flatMap(decided -> decided.events().stream())
                .toList();
        eventsAhead = events.size();
        return events;
    }

    /** Whether the event that is written next is one that the state took in when it was decided. */
    boolean isTakenIn() {
        if (eventsAhead == 0) {
            return false;
        }
        eventsAhead--;
        return true;
    }

    /** The group is written: does what follows from it. */
    void written(StudyState state) {
        List<Decided> batch = beingWritten;
        beingWritten = List.of();
        batch.forEach(decided -> decided.then().accept(state));
    }
}
