package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Optional;

/** Gives a study's trials to the workers that it was lent. */
final class Dispatcher {
    /** Few enough that reports, which come in between, need not wait long. */
    private static final int AT_A_TIME = 16;

    private final String study;
    private final ActorRef<SupervisorMessage> door;
    private final Roster workers;
    private final Rules rules;
    private final Decisions decisions;
    private final WorkToDo workToDo;
    private final MemoryLimit memory;

    /** @param study the name of its folder */
    Dispatcher(
            String study,
            ActorRef<SupervisorMessage> door,
            Roster workers,
            Rules rules,
            Decisions decisions,
            WorkToDo workToDo,
            MemoryLimit memory) {
        this.study = study;
        this.door = door;
        this.workers = workers;
        this.rules = rules;
        this.decisions = decisions;
        this.workToDo = workToDo;
        this.memory = memory;
    }

    /** Gives trials to workers that are idle; returns whether there may be more to give. */
    boolean dispatch(StudyState state) {
        int given = 0;
        for (String worker : workers.idle()) {
            if (workToDo.isNothing()) {
                return false;
            }
            if (given == AT_A_TIME) {
                return true;
            }
            if (state.runningOn(worker).isEmpty() && giveNext(state, worker)) {
                given++;
            }
        }
        return false;
    }

    /** A worker asks for its trial: what it has and was not told of, as messages may be lost, or another. */
    void dispatch(StudyState state, String worker) {
        if (!workers.isIdle(worker)) {
            return;
        }
        Optional<Trial> running = state.runningOn(worker);
        if (running.isPresent()) {
            decisions.after(state, written -> assign(worker, running.get(), written));
        } else if (!workToDo.isNothing()) {
            giveNext(state, worker);
        }
    }

    private boolean giveNext(StudyState state, String worker) {
        StudyCommand request = new StudyCommand.RequestWork(worker, rules.nowMs());
        List<StudyEvent> events = rules.decide(state, request);
        String preferred = PrefixHolders.preferred(state, events, worker, workers.idle());
        if (!preferred.equals(worker)) {
            request = new StudyCommand.RequestWork(preferred, rules.nowMs());
            events = rules.decide(state, request);
        }
        if (isHeld(state, events, preferred)) {
            return false;
        }
        decisions.take(state, request, events, written -> {});
        return true;
    }

    /**
     * Whether a trial is about to go on here while another worker has not let go of its folder: a program that was asked to end may
     * still write there. It goes on as soon as that worker asks for work, or is gone.
     */
    private boolean isHeld(StudyState state, List<StudyEvent> events, String newWorker) {
        return events.stream()
                .flatMap(event -> run(state, event).stream())
                .flatMap(run -> state.members(run).stream())
                .filter(trial -> trial.state() != TrialState.LOST)
                .flatMap(trial -> trial.worker().stream())
                .anyMatch(worker -> !worker.equals(newWorker) && isEndingAnAttempt(state, worker));
    }

    /** The run that an event is about to give to a worker, or to a new trial. */
    private static Optional<Integer> run(StudyState state, StudyEvent event) {
        if (event instanceof StudyEvent.TrialSuggested suggested) {
            return Optional.ofNullable(suggested.run());
        }
        return event instanceof StudyEvent.TrialAssigned assigned
                ? state.trial(assigned.trial()).map(trial -> trial.origin().run())
                : Optional.empty();
    }

    private boolean isEndingAnAttempt(StudyState state, String worker) {
        return workers.find(worker).isPresent()
                && !workers.isIdle(worker)
                && !workers.isAway(worker)
                && state.runningOn(worker).isEmpty();
    }

    /** Tells a worker of a trial that it has; not where it lost it since. */
    void assign(String worker, Trial trial, StudyState state) {
        boolean current = state.trial(trial.id())
                .filter(now -> now.state() == TrialState.RUNNING && now.attempt() == trial.attempt())
                .isPresent();
        if (!current) {
            return;
        }
        workers.busy(worker);
        workers.find(worker)
                .ifPresent(ref -> ref.tell(new WorkerMessage.Assign(
                        door, trial, RunSettings.of(study, state.created()), memory.known(state))));
    }

    /** Whether a worker has a trial, or is about to be told of one. */
    boolean isBusy(StudyState state, String worker) {
        return !workers.isIdle(worker) || state.runningOn(worker).isPresent();
    }

    /** The worker is still there and works on what it must not any more. */
    void recall(Trial trial) {
        workers.find(trial.worker().orElse(""))
                .ifPresent(ref -> ref.tell(new WorkerMessage.Recall(study, trial.id(), trial.attempt())));
    }
}
