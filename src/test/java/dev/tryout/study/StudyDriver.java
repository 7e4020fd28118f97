package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shell around a study that tests use: it decides, journals and applies, and its clock stands still until it is moved. */
final class StudyDriver {
    private final Study study;
    private final StudyState state = new StudyState();
    private final List<List<StudyEvent>> journal = new ArrayList<>();
    private long nowMs = 1_000_000;

    StudyDriver(StudySpec spec) {
        this(spec, Study.of(spec));
    }

    StudyDriver(StudySpec spec, Study study) {
        this.study = study;
        send(new StudyCommand.Create(spec, "{}", "", "test", nowMs));
        open();
    }

    /** A study whose trials share epochs. */
    static StudyDriver sharing(StudySpec spec) {
        return new StudyDriver(spec, Study.of(spec, configuration -> true));
    }

    private StudyDriver(Study study, List<List<StudyEvent>> journal) {
        this.study = study;
        journal.forEach(this::take);
    }

    /** Another coordinator, that has read the first so many batches of this one's journal. */
    StudyDriver reopened(int batches) {
        return reopened(batches, 60_000);
    }

    /** @param clockMs how far its clock is ahead of this one's */
    StudyDriver reopened(int batches, long clockMs) {
        StudyDriver other = new StudyDriver(study, journal.subList(0, batches));
        other.nowMs = nowMs + clockMs;
        other.open();
        return other;
    }

    /** The events that a command led to; it decides twice, to see that deciding changes nothing. */
    List<StudyEvent> send(StudyCommand command) {
        List<StudyEvent> events = study.decide(state, command);
        assertThat(study.decide(state, command)).isEqualTo(events);
        take(events);
        return events;
    }

    private void take(List<StudyEvent> events) {
        if (!events.isEmpty()) {
            journal.add(List.copyOf(events));
        }
        events.forEach(state::apply);
    }

    StudyState state() {
        return state;
    }

    StudyView view() {
        return state.view();
    }

    /** Events as they were decided together, and are persisted together. */
    List<List<StudyEvent>> batches() {
        return journal;
    }

    List<StudyEvent> events() {
        return journal.stream().flatMap(List::stream).toList();
    }

    long nowMs() {
        return nowMs;
    }

    void pass(long milliseconds) {
        nowMs += milliseconds;
    }

    List<StudyEvent> open() {
        return send(new StudyCommand.Open(nowMs));
    }

    /** The trial that the worker is given, if any; it asks until nothing comes of it. */
    Optional<Trial> request(String worker) {
        while (true) {
            List<StudyEvent> events = send(new StudyCommand.RequestWork(worker, nowMs));
            Optional<Trial> assigned = events.stream()
                    .filter(StudyEvent.TrialAssigned.class::isInstance)
                    .map(event -> trial(((StudyEvent.TrialAssigned) event).trial()))
                    .findFirst();
            if (assigned.isPresent() || events.isEmpty()) {
                return assigned;
            }
        }
    }

    List<StudyEvent> report(int trial, int attempt, Measurement measurement) {
        return send(new StudyCommand.Report(trial, attempt, measurement, nowMs));
    }

    List<StudyEvent> report(int trial, int attempt, int epoch, double accuracy) {
        return report(trial, attempt, new Measurement(epoch, Map.of("accuracy", accuracy), 1));
    }

    List<StudyEvent> fail(int trial, int attempt, FailureOwner owner, String message) {
        return send(new StudyCommand.Fail(trial, attempt, owner, message, nowMs));
    }

    List<StudyEvent> loseWorker(String worker) {
        return send(new StudyCommand.LoseWorker(worker, "it is gone", nowMs));
    }

    List<StudyEvent> pause(String reason) {
        return send(new StudyCommand.Pause(reason, nowMs));
    }

    List<StudyEvent> stop(String reason) {
        return send(new StudyCommand.Stop(reason, nowMs));
    }

    List<StudyEvent> retry() {
        return send(new StudyCommand.Retry(nowMs));
    }

    Trial trial(int id) {
        return state.trial(id).orElseThrow();
    }

    /** One worker works until the study gives it nothing more. */
    StudyDriver runToTheEnd() {
        Optional<Trial> work = request("worker-1");
        while (work.isPresent()) {
            Trial trial = work.get();
            for (int epoch = trial.lastEpoch() + 1; trial(trial.id()).state() == TrialState.RUNNING; epoch++) {
                pass(1_000);
                report(trial.id(), trial.attempt(), Studies.measure(trial.configuration(), epoch));
            }
            work = request("worker-1");
        }
        return this;
    }
}
