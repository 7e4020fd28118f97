package dev.tryout.study;

import dev.tryout.space.Configuration;
import dev.tryout.trial.History;
import dev.tryout.trial.Origin;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialList;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A study as its events made it. Changed by {@link #apply} alone; owned by one shell (the supervisor, the simulator), which
 * hands out {@link #view()}s and never the state itself.
 */
public final class StudyState {
    private static final Comparator<Trial> BY_ID = Comparator.comparingInt(Trial::id);

    private StudyEvent.@Nullable StudyCreated created;
    private Phase phase = Phase.PAUSED;
    private String phaseReason = "";
    private final TrialList trials = new TrialList();

    /** Without trials from elsewhere and the finals' repeats; the same list until there is one. */
    private TrialList trained = trials;

    private final TreeSet<Integer> open = new TreeSet<>();
    private final TreeSet<Integer> running = new TreeSet<>();
    private final TreeSet<Integer> queued = new TreeSet<>();
    private final Map<String, Integer> byWorker = new HashMap<>();
    private final Runs runs = new Runs();
    private StudyEvent.@Nullable FinalsBegun finals;
    private @Nullable Champion champion;
    private @Nullable String stopped;
    private final List<StudyEvent.StudyEdited> edits = new ArrayList<>();
    private int epochsSpent;
    private long sessionStartMs;
    private long lastEventMs;
    /** When it last changed by somebody's work on it, and not by a command that may come while nobody works on it. */
    private long lastWorkMs;

    private long spentBeforeSessionMs;

    /** Whether the study was created. */
    public boolean exists() {
        return created != null;
    }

    /** How the study began; throws where {@link #exists()} is false. */
    public StudyEvent.StudyCreated created() {
        if (created == null) {
            throw new IllegalStateException("the study does not exist yet");
        }
        return created;
    }

    /** As it began, or as the last edit made it. */
    public StudySpec spec() {
        return edits.isEmpty() ? created().spec() : edits.get(edits.size() - 1).spec();
    }

    public Phase phase() {
        return phase;
    }

    /** Why it is paused or how it finished; empty while it runs. */
    public String phaseReason() {
        return phaseReason;
    }

    /** Every trial in the order of suggestion. */
    public List<Trial> trials() {
        return trials.trials();
    }

    /** The same, for samplers and schedulers. */
    public History history() {
        return trials;
    }

    /** The trials that an edit has not put outside the space, for samplers. */
    History inSpace() {
        return edits.isEmpty() ? trials : History.of(StudyView.within(spec().space(), trials()));
    }

    /** The trials that the study trained itself, for schedulers: what came from elsewhere has no learning curve to compare with. */
    History trained() {
        return trained;
    }

    /** How many trials the study suggested. */
    public int suggestedCount() {
        return trained.size();
    }

    /** The trial of that number. */
    public Optional<Trial> trial(int id) {
        return id >= 1 && id <= trials.size() ? Optional.of(trials().get(id - 1)) : Optional.empty();
    }

    /** The trials that are not over, in order. */
    public List<Trial> openTrials() {
        return trials(open);
    }

    /** The trials that a worker has, in order. */
    public List<Trial> runningTrials() {
        return trials(running);
    }

    /** The trial that a worker has. */
    public Optional<Trial> runningOn(String worker) {
        return Optional.ofNullable(byWorker.get(worker)).flatMap(this::trial);
    }

    /** The trials that are to have a worker as soon as one is free, in order: waiting and lost ones. */
    public List<Trial> queuedTrials() {
        return trials(queued);
    }

    private List<Trial> trials(Set<Integer> ids) {
        return ids.stream().map(id -> trials().get(id - 1)).toList();
    }

    /** How many trials a worker has. */
    public int runningCount() {
        return running.size();
    }

    /** The trials of a run so far, in order. */
    public List<Trial> members(int run) {
        List<Integer> members = runs.members(run);
        return members.isEmpty()
                ? trial(run).stream().toList()
                : members.stream().map(id -> trials().get(id - 1)).toList();
    }

    /** The other trials of a trial's run, in order. */
    List<Trial> mates(Trial trial) {
        return members(trial.origin().run()).stream()
                .filter(mate -> mate.id() != trial.id())
                .toList();
    }

    /** The run whose epochs a trial of that configuration shares; empty where none has begun. */
    Optional<Integer> run(Configuration configuration) {
        return runs.of(configuration);
    }

    /** How the finals began, if they have. */
    public Optional<StudyEvent.FinalsBegun> finals() {
        return Optional.ofNullable(finals);
    }

    /** Why somebody ended the study; empty where nobody did. */
    public Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    public Optional<Champion> champion() {
        return Optional.ofNullable(champion);
    }

    /** Epochs trained in all, those between two reports included. */
    public int epochsSpent() {
        return epochsSpent;
    }

    /** Milliseconds that coordinators worked on the study, up to now. */
    public long spentMs(long nowMs) {
        return spentBeforeSessionMs + (phase == Phase.RUNNING ? Math.max(0, nowMs - sessionStartMs) : 0);
    }

    /** The same, up to what the journal last says of work. */
    long spentMs() {
        return spentMs(lastWorkMs);
    }

    /** An immutable copy. */
    public StudyView view() {
        return new StudyView(
                created(),
                edits,
                phase,
                phaseReason,
                stopped,
                trials(),
                finals,
                champion,
                epochsSpent,
                spentMs(),
                lastEventMs);
    }

    /** Takes an event in. */
    public StudyState apply(StudyEvent event) {
        if (event instanceof StudyEvent.StudyCreated e) {
            created = e;
        } else if (event instanceof StudyEvent.SessionOpened e) {
            applySession(e);
        } else if (event instanceof StudyEvent.StudyEdited e) {
            edits.add(e);
        } else if (event instanceof StudyEvent.StudyPaused e) {
            applyPhase(Phase.PAUSED, e.reason(), e.atMs());
        } else if (event instanceof StudyEvent.StudyStopped e) {
            stopped = e.reason();
        } else if (event instanceof StudyEvent.TrialsRetried e) {
            applyRetried(e);
        } else if (event instanceof StudyEvent.StudyFinished e) {
            applyPhase(Phase.FINISHED, e.reason(), e.atMs());
        } else if (event instanceof StudyEvent.FinalsBegun e) {
            finals = e;
        } else if (event instanceof StudyEvent.ChampionPromoted e) {
            champion = e.champion();
        } else {
            applyToTrial(event);
        }
        lastEventMs = event.atMs();
        lastWorkMs = isWork(event) ? event.atMs() : lastWorkMs;
        return this;
    }

    private static boolean isWork(StudyEvent event) {
        return !(event instanceof StudyEvent.StudyEdited
                || event instanceof StudyEvent.StudyStopped
                || event instanceof StudyEvent.TrialsRetried);
    }

    private void applyRetried(StudyEvent.TrialsRetried event) {
        event.trials().forEach(id -> change(id, Trial::retried));
        if (phase == Phase.FINISHED) {
            phase = Phase.PAUSED;
            phaseReason = "failed trials are to be tried again";
        }
    }

    private void applySession(StudyEvent.SessionOpened event) {
        if (phase == Phase.RUNNING) {
            spentBeforeSessionMs = spentMs();
        }
        phase = Phase.RUNNING;
        phaseReason = "";
        sessionStartMs = event.atMs();
    }

    private void applyPhase(Phase newPhase, String reason, long atMs) {
        spentBeforeSessionMs = spentMs(atMs);
        phase = newPhase;
        phaseReason = reason;
    }

    private void applyToTrial(StudyEvent event) {
        if (event instanceof StudyEvent.TrialSuggested e) {
            applySuggested(e);
        } else if (event instanceof StudyEvent.TrialAdded e) {
            applyAdded(e);
        } else if (event instanceof StudyEvent.TrialAssigned e) {
            change(
                    e.trial(),
                    trial -> trial.assigned(
                            e.worker(),
                            e.attempt(),
                            e.to() == null ? trial.epochs() : e.to(),
                            Objects.requireNonNullElse(e.reason(), ""),
                            e.atMs()));
        } else if (event instanceof StudyEvent.EpochsShared e) {
            change(
                    e.trial(),
                    trial -> trial.shared(e.measurements(), e.to(), Objects.requireNonNullElse(e.reason(), "")));
        } else if (event instanceof StudyEvent.EpochMeasured e) {
            epochsSpent += e.measurement().epoch() - trials().get(e.trial() - 1).lastEpoch();
            change(e.trial(), trial -> trial.measured(e.measurement()));
        } else if (event instanceof StudyEvent.TrialPaused e) {
            change(e.trial(), trial -> trial.ended(TrialState.PAUSED, e.reason(), e.atMs()));
        } else if (event instanceof StudyEvent.TrialCompleted e) {
            change(e.trial(), trial -> trial.ended(TrialState.COMPLETE, e.reason(), e.atMs()));
        } else if (event instanceof StudyEvent.TrialPruned e) {
            change(e.trial(), trial -> trial.ended(TrialState.PRUNED, e.reason(), e.atMs()));
        } else if (event instanceof StudyEvent.TrialFailed e) {
            change(e.trial(), trial -> trial.ended(TrialState.FAILED, e.reason(), e.atMs()));
        } else if (event instanceof StudyEvent.TrialLost e) {
            change(e.trial(), trial -> trial.lost(e.worker(), Boolean.TRUE.equals(e.cleared()), e.reason(), e.atMs()));
        } else {
            throw new IllegalStateException("no handler for " + event);
        }
    }

    private void applySuggested(StudyEvent.TrialSuggested event) {
        Trial trial = Trial.suggested(
                event.trial(),
                event.configuration(),
                Objects.requireNonNullElse(event.note(), ""),
                origin(event),
                event.epochs());
        if (trial.isRepeat()) {
            separate();
        }
        trials.add(trial);
        if (trained != trials && !trial.isRepeat()) {
            trained.add(trial);
        }
        runs.add(trial);
        open.add(event.trial());
        queued.add(event.trial());
    }

    private static Origin origin(StudyEvent.TrialSuggested event) {
        if (event.repeats() != null) {
            return Origin.repeat(event.trial(), event.repeats());
        }
        return event.run() == null ? Origin.own(event.trial()) : Origin.shared(event.run());
    }

    private void applyAdded(StudyEvent.TrialAdded event) {
        separate();
        trials.add(Trial.added(
                event.trial(),
                event.configuration(),
                event.note(),
                event.epochs(),
                event.measurements(),
                spec().metric()));
    }

    /** From now on, not every trial is one that samplers and schedulers had trained. */
    private void separate() {
        if (trained == trials) {
            trained = new TrialList();
            trials().forEach(trained::add);
        }
    }

    private void change(int id, UnaryOperator<Trial> change) {
        Trial before = trials().get(id - 1);
        Trial changed = change.apply(before);
        trials.set(id - 1, changed);
        if (trained != trials && !changed.isRepeat()) {
            trained.set(Collections.binarySearch(trained.trials(), changed, BY_ID), changed);
        }
        TrialState now = changed.state();
        keep(running, id, now == TrialState.RUNNING);
        before.worker().ifPresent(worker -> byWorker.remove(worker, id));
        if (now == TrialState.RUNNING) {
            changed.worker().ifPresent(worker -> byWorker.put(worker, id));
        }
        keep(queued, id, now == TrialState.WAITING || now == TrialState.LOST);
        keep(open, id, !now.isFinal());
    }

    private static void keep(Set<Integer> ids, int id, boolean isIn) {
        if (isIn) {
            ids.add(id);
        } else {
            ids.remove(id);
        }
    }
}
