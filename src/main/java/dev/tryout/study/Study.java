package dev.tryout.study;

import dev.tryout.sampler.Sampler;
import dev.tryout.sampler.Samplers;
import dev.tryout.sampler.Suggestion;
import dev.tryout.sampler.SuggestionRequest;
import dev.tryout.scheduler.Promotion;
import dev.tryout.scheduler.Scheduler;
import dev.tryout.scheduler.Schedulers;
import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Origin;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a study: a command and a state give events, and nothing else happens. The caller persists the events, applies
 * them, and only then acts on them.
 */
public final class Study {
    private final Sampler sampler;
    private final Scheduler scheduler;
    private final Judge judge;
    private final SharedRuns runs;

    public Study(Sampler sampler, Scheduler scheduler) {
        this(sampler, scheduler, EpochSharing.NEVER);
    }

    /** @param sharing says which trials share their epochs */
    public Study(Sampler sampler, Scheduler scheduler, EpochSharing sharing) {
        this.sampler = sampler;
        this.scheduler = scheduler;
        this.judge = new Judge(scheduler);
        this.runs = new SharedRuns(sharing, judge);
    }

    /** The rules as a specification asks for them; no trial shares epochs. */
    public static Study of(StudySpec spec) {
        return of(spec, EpochSharing.NEVER);
    }

    /** The rules as a specification asks for them. */
    public static Study of(StudySpec spec, EpochSharing sharing) {
        return new Study(Samplers.of(spec.method(), spec.knowledge()), Schedulers.of(spec.scheduler()), sharing);
    }

    /** What follows from the command; empty where nothing does. */
    public List<StudyEvent> decide(StudyState state, StudyCommand command) {
        if (command instanceof StudyCommand.Create c) {
            return state.exists()
                    ? List.of()
                    : List.of(new StudyEvent.StudyCreated(
                            c.spec(), c.objective(), c.dataFingerprint(), c.version(), c.nowMs()));
        }
        if (!state.exists()) {
            return List.of();
        }
        if (command instanceof StudyCommand.Open c) {
            return open(state, c.nowMs());
        }
        if (command instanceof StudyCommand.RequestWork c) {
            return plan(state, c);
        }
        if (command instanceof StudyCommand.Report c) {
            return report(state, c);
        }
        if (command instanceof StudyCommand.End c) {
            return end(state, c);
        }
        if (command instanceof StudyCommand.Fail c) {
            return fail(state, c);
        }
        if (command instanceof StudyCommand.LoseWorker c) {
            return lose(state, c);
        }
        if (command instanceof StudyCommand.Add c) {
            return add(state, c);
        }
        if (command instanceof StudyCommand.Edit c) {
            return edit(state, c);
        }
        if (command instanceof StudyCommand.Pause c) {
            return pause(state, c);
        }
        if (command instanceof StudyCommand.Stop c) {
            return stop(state, c);
        }
        if (command instanceof StudyCommand.Retry c) {
            return retry(state, c);
        }
        if (command instanceof StudyCommand.Promote c) {
            return state.champion().isPresent()
                    ? List.of()
                    : List.of(new StudyEvent.ChampionPromoted(c.champion(), c.nowMs()));
        }
        throw new IllegalStateException("no rule for " + command);
    }

    /** What an attempt is told after its events are applied; stop for every attempt but the current one. */
    public static Decision answer(StudyState state, int trialId, int attempt) {
        Optional<Trial> trial = state.trial(trialId);
        if (trial.isEmpty() || trial.get().attempt() != attempt) {
            return Decision.stop("the trial has a newer attempt");
        }
        String reason = trial.get().reason();
        return switch (trial.get().state()) {
            case RUNNING -> Decision.CONTINUE;
            case PAUSED -> Decision.pause(reason);
            case WAITING, COMPLETE, PRUNED, FAILED, LOST -> Decision.stop(reason);
        };
    }

    private static List<StudyEvent> open(StudyState state, long nowMs) {
        if (state.phase() == Phase.FINISHED) {
            return List.of();
        }
        List<StudyEvent> events = new ArrayList<>();
        events.add(new StudyEvent.SessionOpened(nowMs));
        for (Trial trial : state.runningTrials()) {
            events.add(new StudyEvent.TrialLost(trial.id(), false, "the coordinator ended", nowMs));
        }
        return events;
    }

    private List<StudyEvent> plan(StudyState state, StudyCommand.RequestWork command) {
        if (state.phase() != Phase.RUNNING) {
            return List.of();
        }
        if (state.finals().isPresent()) {
            return Finals.plan(state, state.finals().get(), command);
        }
        Optional<String> spent = Spending.spent(state, command.nowMs());
        for (Trial trial : state.queuedTrials()) {
            boolean isNew = trial.attempt() == 0 && trial.origin().run() == trial.id();
            boolean mayTrain = spent.isEmpty() || isNew && state.stopped().isEmpty();
            String reason = trial.state() == TrialState.WAITING ? trial.reason() : "";
            List<StudyEvent> next = runs.advance(state, trial, trial.target(), reason, mayTrain, command);
            if (!next.isEmpty()) {
                return next;
            }
        }
        if (spent.isPresent()) {
            return finishIfIdle(state, spent.get(), command);
        }
        Optional<Promotion> promotion =
                scheduler.promote(state.trained(), state.spec().metric());
        if (promotion.isPresent()) {
            Promotion p = promotion.get();
            return runs.advance(state, trial(state, p.trial()), p.to(), p.reason(), true, command);
        }
        if (Spending.trialsLeft(state)) {
            Optional<Suggestion> suggestion = sampler.suggest(request(state));
            if (suggestion.isEmpty()) {
                return lastStretch(state, "every configuration was tried", command);
            }
            return suggestion.get() instanceof Suggestion.Start start
                    ? begin(state, start, command)
                    : resume(state, (Suggestion.Resume) suggestion.get(), command);
        }
        return sampler.resume(request(state))
                .map(resume -> resume(state, resume, command))
                .orElseGet(() -> lastStretch(state, "the budget of trials is spent", command));
    }

    private List<StudyEvent> begin(StudyState state, Suggestion.Start start, StudyCommand.RequestWork command) {
        int id = state.trials().size() + 1;
        Configuration configuration = runs.first(state, start.configuration());
        int epochs = configuration.integer(StudySpec.EPOCHS, 1);
        Origin origin = runs.origin(state, id, configuration);
        Trial trial = Trial.suggested(id, configuration, start.note(), origin, epochs);
        List<StudyEvent> events = new ArrayList<>();
        events.add(new StudyEvent.TrialSuggested(
                id,
                configuration,
                epochs,
                start.note(),
                origin.shareable() ? origin.run() : null,
                null,
                command.nowMs()));
        events.addAll(runs.advance(state, trial, Math.min(start.to(), scheduler.target(trial)), "", true, command));
        return events;
    }

    private List<StudyEvent> resume(StudyState state, Suggestion.Resume resume, StudyCommand.RequestWork command) {
        Trial trial = trial(state, resume.trial());
        int to = Math.min(resume.to(), scheduler.target(trial));
        return runs.advance(state, trial, to, resume.note(), true, command);
    }

    private List<StudyEvent> lastStretch(StudyState state, String reason, StudyCommand.RequestWork command) {
        if (state.runningCount() > 0) {
            return List.of();
        }
        return Closing.lastStretch(state)
                .map(trial -> runs.advance(
                        state, trial, trial.epochs(), "the best trial left goes to its end", true, command))
                .orElseGet(() -> Closing.finish(state, reason, command.nowMs()));
    }

    private static Trial trial(StudyState state, int id) {
        return state.trial(id).orElseThrow();
    }

    private static SuggestionRequest request(StudyState state) {
        StudySpec spec = state.spec();
        return spec.criteria().size() > 1
                ? Scalarization.of(spec, state.inSpace(), state.suggestedCount())
                : new SuggestionRequest(
                        spec.space(), spec.metric(), state.inSpace(), state.suggestedCount(), spec.seed());
    }

    private static List<StudyEvent> finishIfIdle(StudyState state, String reason, StudyCommand.RequestWork command) {
        return state.runningCount() == 0 ? Closing.finish(state, reason, command.nowMs()) : List.of();
    }

    private List<StudyEvent> report(StudyState state, StudyCommand.Report command) {
        Optional<Trial> found = current(state, command.trial(), command.attempt());
        if (found.isEmpty() || command.measurement().epoch() <= found.get().lastEpoch()) {
            return List.of();
        }
        long nowMs = command.nowMs();
        Measurement measurement = command.measurement();
        List<StudyEvent> events = new ArrayList<>();
        events.add(new StudyEvent.EpochMeasured(command.trial(), command.attempt(), measurement, nowMs));
        judge.reported(state, found.get().measured(measurement), nowMs).ifPresent(events::add);
        return events;
    }

    private static List<StudyEvent> end(StudyState state, StudyCommand.End command) {
        Optional<Trial> found = current(state, command.trial(), command.attempt());
        if (found.isEmpty()) {
            return List.of();
        }
        Trial trial = found.get();
        if (trial.measurements().isEmpty()) {
            return FailureRules.failed(state, trial, "it ended without a report", command.nowMs());
        }
        String reason = "it ended by itself after epoch " + trial.lastEpoch() + " of " + trial.epochs();
        return List.of(new StudyEvent.TrialCompleted(trial.id(), reason, command.nowMs()));
    }

    private static List<StudyEvent> fail(StudyState state, StudyCommand.Fail command) {
        Optional<Trial> found = current(state, command.trial(), command.attempt());
        if (found.isEmpty()) {
            return List.of();
        }
        long nowMs = command.nowMs();
        Trial trial = found.get();
        switch (command.owner()) {
            case TRIAL -> {
                return FailureRules.failed(state, trial, command.message(), nowMs);
            }
            case WORKER -> {
                return FailureRules.unfit(state, trial, command.message(), nowMs);
            }
            case UNCERTAIN -> {
                return FailureRules.lost(state, List.of(trial), command.message(), nowMs);
            }
            case STUDY -> {
                List<StudyEvent> endings =
                        List.of(new StudyEvent.TrialLost(trial.id(), false, command.message(), nowMs));
                return FailureRules.halt(state, List.of(trial), endings, command.message(), nowMs);
            }
        }
        throw new IllegalStateException("no rule for " + command);
    }

    private static List<StudyEvent> lose(StudyState state, StudyCommand.LoseWorker command) {
        List<Trial> orphans = state.runningTrials().stream()
                .filter(trial -> trial.worker().orElse("").equals(command.worker()))
                .toList();
        return FailureRules.lost(state, orphans, command.reason(), command.nowMs());
    }

    private static List<StudyEvent> add(StudyState state, StudyCommand.Add command) {
        if (state.phase() == Phase.FINISHED) {
            return List.of();
        }
        return List.of(new StudyEvent.TrialAdded(
                state.trials().size() + 1,
                command.configuration(),
                command.configuration().integer(StudySpec.EPOCHS, 1),
                command.measurements(),
                command.note(),
                command.nowMs()));
    }

    private static List<StudyEvent> edit(StudyState state, StudyCommand.Edit command) {
        Edits edits = Edits.of(state, command.spec());
        return edits.isAllowed() && !edits.changes().isEmpty()
                ? List.of(new StudyEvent.StudyEdited(edits.spec(), edits.changes(), command.nowMs()))
                : List.of();
    }

    private static List<StudyEvent> pause(StudyState state, StudyCommand.Pause command) {
        return state.phase() == Phase.RUNNING ? FailureRules.pause(state, command) : List.of();
    }

    private static List<StudyEvent> stop(StudyState state, StudyCommand.Stop command) {
        return state.phase() == Phase.FINISHED || state.stopped().isPresent()
                ? List.of()
                : List.of(new StudyEvent.StudyStopped(command.reason(), command.nowMs()));
    }

    private static List<StudyEvent> retry(StudyState state, StudyCommand.Retry command) {
        Retries retries = Retries.of(state, command.nowMs());
        return retries.isAllowed() && !retries.trials().isEmpty()
                ? List.of(new StudyEvent.TrialsRetried(retries.trials(), command.nowMs()))
                : List.of();
    }

    private static Optional<Trial> current(StudyState state, int id, int attempt) {
        return state.trial(id).filter(trial -> trial.state() == TrialState.RUNNING && trial.attempt() == attempt);
    }
}
