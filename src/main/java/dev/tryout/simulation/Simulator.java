package dev.tryout.simulation;

import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A shell around {@link Study} whose workers take no time: a clock that jumps from one report to the next. Workers never fail,
 * and switching between trials costs nothing.
 */
public final class Simulator {
    private static final Comparator<Epoch> NEXT =
            Comparator.comparingLong(Epoch::endMs).thenComparingLong(Epoch::order);

    private final Study study;
    private final StudyState state = new StudyState();
    private final SimulatedObjective objective;
    private final PriorityQueue<Epoch> running = new PriorityQueue<>(NEXT);
    private final Deque<String> idle = new ArrayDeque<>();
    private final List<SimulatedStudy.Report> reports = new ArrayList<>();
    private long nowMs;
    private long busyMs;
    private long order;

    private Simulator(StudySpec spec, SimulatedObjective objective, int workers) {
        this.study = Study.of(spec);
        this.objective = objective;
        for (int worker = 1; worker <= workers; worker++) {
            idle.add("worker-" + worker);
        }
        send(new StudyCommand.Create(spec, "{}", "", "simulation", nowMs));
        send(new StudyCommand.Open(nowMs));
    }

    /** Runs a study to its end. */
    public static SimulatedStudy run(StudySpec spec, SimulatedObjective objective, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a simulation needs 1 worker or more, got " + workers);
        }
        return new Simulator(spec, objective, workers).run();
    }

    private SimulatedStudy run() {
        dispatch();
        while (!running.isEmpty()) {
            Epoch epoch = running.remove();
            nowMs = epoch.endMs();
            report(epoch);
            dispatch();
        }
        return new SimulatedStudy(state.view(), reports, nowMs, busyMs);
    }

    /** Asks for each idle worker until nothing comes of it: what one is refused, the next is refused too. */
    private void dispatch() {
        boolean moved = true;
        while (moved && !idle.isEmpty()) {
            String worker = idle.getFirst();
            List<StudyEvent> events = send(new StudyCommand.RequestWork(worker, nowMs));
            moved = !events.isEmpty();
            Optional<Trial> trial = events.stream()
                    .filter(StudyEvent.TrialAssigned.class::isInstance)
                    .flatMap(event -> state.trial(((StudyEvent.TrialAssigned) event).trial()).stream())
                    .findFirst();
            if (trial.isPresent()) {
                idle.removeFirst();
                train(worker, trial.get().id(), trial.get().attempt());
            }
        }
    }

    private void train(String worker, int id, int attempt) {
        Trial trial = state.trial(id).orElseThrow();
        Measurement measurement = objective.measure(
                trial.configuration(), trial.lastEpoch() + 1, state.spec().seed() * 1_000_003 + id);
        long tookMs = Math.round(measurement.seconds() * 1_000);
        busyMs += tookMs;
        running.add(new Epoch(nowMs + tookMs, order++, worker, id, attempt, measurement));
    }

    private void report(Epoch epoch) {
        reports.add(new SimulatedStudy.Report(nowMs, epoch.trial(), epoch.measurement()));
        send(new StudyCommand.Report(epoch.trial(), epoch.attempt(), epoch.measurement(), nowMs));
        if (Study.answer(state, epoch.trial(), epoch.attempt()).action() == Decision.Action.CONTINUE) {
            train(epoch.worker(), epoch.trial(), epoch.attempt());
        } else {
            idle.add(epoch.worker());
        }
    }

    private List<StudyEvent> send(StudyCommand command) {
        List<StudyEvent> events = study.decide(state, command);
        events.forEach(state::apply);
        return events;
    }

    /** An epoch under way. */
    private record Epoch(long endMs, long order, String worker, int trial, int attempt, Measurement measurement) {}
}
