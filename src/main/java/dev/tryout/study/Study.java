package dev.tryout.study;

import dev.tryout.sampler.Sampler;
import dev.tryout.sampler.Samplers;
import dev.tryout.sampler.Suggestion;
import dev.tryout.sampler.SuggestionRequest;
import dev.tryout.scheduler.Promotion;
import dev.tryout.scheduler.Scheduler;
import dev.tryout.scheduler.Schedulers;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rules of a study: a command and a state give events, and nothing else happens. The caller persists the events, applies
 * them, and only then acts on them.
 */
public final class Study {
    private final Sampler sampler;
    private final Scheduler scheduler;

    public Study(Sampler sampler, Scheduler scheduler) {
        this.sampler = sampler;
        this.scheduler = scheduler;
    }

    /** The rules as a specification asks for them. */
    public static Study of(StudySpec spec) {
        return new Study(Samplers.of(spec.method(), spec.knowledge()), Schedulers.of(spec.scheduler()));
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
        Optional<String> spent = spent(state, command.nowMs());
        for (Trial trial : state.queuedTrials()) {
            if (spent.isEmpty() || trial.state() == TrialState.WAITING) {
                return List.of(assignment(trial, trial.target(), "", command));
            }
        }
        if (spent.isPresent()) {
            return finishIfIdle(state, spent.get(), command);
        }
        Optional<Promotion> promotion =
                scheduler.promote(state.trained(), state.spec().metric());
        if (promotion.isPresent()) {
            Promotion p = promotion.get();
            return List.of(assignment(trial(state, p.trial()), p.to(), p.reason(), command));
        }
        if (trialsLeft(state)) {
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
        int epochs = start.configuration().integer(StudySpec.EPOCHS, 1);
        Trial trial = Trial.suggested(id, start.configuration(), start.note(), epochs);
        return List.of(
                new StudyEvent.TrialSuggested(id, start.configuration(), epochs, start.note(), command.nowMs()),
                assignment(trial, Math.min(start.to(), scheduler.target(trial)), "", command));
    }

    private List<StudyEvent> resume(StudyState state, Suggestion.Resume resume, StudyCommand.RequestWork command) {
        Trial trial = trial(state, resume.trial());
        int to = Math.min(resume.to(), scheduler.target(trial));
        return List.of(assignment(trial, to, resume.note(), command));
    }

    /**
     * Where nobody wants to begin or resume anything, some trial still comes to its end: the one furthest on; and after that any
     * that is better already than all that have.
     */
    private static List<StudyEvent> lastStretch(StudyState state, String reason, StudyCommand.RequestWork command) {
        if (state.runningCount() > 0) {
            return List.of();
        }
        boolean someEnded =
                state.trials().stream().anyMatch(trial -> trial.state() == TrialState.COMPLETE && !trial.isAdded());
        Optional<Trial> last = someEnded ? contender(state) : furthest(state);
        return last.map(trial ->
                        List.of(assignment(trial, trial.epochs(), "the best trial left goes to its end", command)))
                .orElseGet(() -> finish(state, reason, command.nowMs()));
    }

    private static Optional<Trial> furthest(StudyState state) {
        List<Trial> ranked =
                Ranking.leaderboard(state.openTrials(), state.spec().metric());
        int epochs = ranked.stream().mapToInt(Trial::lastEpoch).max().orElse(0);
        return ranked.stream().filter(trial -> trial.lastEpoch() == epochs).findFirst();
    }

    /** The trial that is not over and better than all that completed. */
    private static Optional<Trial> contender(StudyState state) {
        Metric metric = state.spec().metric();
        OptionalDouble completed = Ranking.leader(state.trials(), Criterion.alone(metric))
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .map(trial -> trial.score(metric))
                .orElseGet(OptionalDouble::empty);
        return Ranking.leaderboard(state.openTrials(), metric).stream()
                .findFirst()
                .filter(trial -> completed.isEmpty()
                        || metric.isBetter(trial.score(metric).orElseThrow(), completed.getAsDouble()));
    }

    private static StudyEvent assignment(Trial trial, int to, String reason, StudyCommand.RequestWork command) {
        return new StudyEvent.TrialAssigned(
                trial.id(),
                trial.attempt() + 1,
                command.worker(),
                Math.min(to, trial.epochs()),
                reason.isEmpty() ? null : reason,
                command.nowMs());
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
        return state.runningCount() == 0 ? finish(state, reason, command.nowMs()) : List.of();
    }

    /**
     * A trial that cannot go on counts with what it has, if it has anything. One that waited for a promotion had its chance, unless
     * it is the best of all.
     */
    private static List<StudyEvent> finish(StudyState state, String reason, long nowMs) {
        Optional<Trial> contender = contender(state);
        List<StudyEvent> events = new ArrayList<>();
        for (Trial trial : state.openTrials()) {
            events.add(
                    trial.state() == TrialState.PAUSED && !contender.equals(Optional.of(trial))
                            ? new StudyEvent.TrialPruned(trial.id(), trial.reason() + "; then " + reason, nowMs)
                            : cutShort(trial, reason, nowMs));
        }
        events.add(new StudyEvent.StudyFinished(reason, nowMs));
        return events;
    }

    private static StudyEvent cutShort(Trial trial, String reason, long nowMs) {
        String cut = reason + " at epoch " + trial.lastEpoch() + " of " + trial.epochs();
        return trial.measurements().isEmpty()
                ? new StudyEvent.TrialFailed(trial.id(), cut, nowMs)
                : new StudyEvent.TrialCompleted(trial.id(), cut, nowMs);
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
        judge(state, found.get().measured(measurement), nowMs).ifPresent(events::add);
        return events;
    }

    private Optional<StudyEvent> judge(StudyState state, Trial trial, long nowMs) {
        StudySpec spec = state.spec();
        Measurement latest = trial.measurements().get(trial.measurements().size() - 1);
        double value = latest.value(spec.metric());
        if (!Double.isFinite(value)) {
            String reason = spec.metric().name() + " is " + value + " at epoch " + latest.epoch();
            return Optional.of(new StudyEvent.TrialFailed(trial.id(), reason, nowMs));
        }
        if (latest.epoch() >= trial.epochs()) {
            return Optional.of(new StudyEvent.TrialCompleted(trial.id(), "", nowMs));
        }
        if (spec.earlyStopping() != null) {
            Decision decision = spec.earlyStopping().decide(trial, spec.metric());
            if (decision.action() == Decision.Action.STOP) {
                return Optional.of(new StudyEvent.TrialCompleted(trial.id(), decision.reason(), nowMs));
            }
        }
        Decision decision = scheduler.decide(trial, state.trained(), spec.metric());
        switch (decision.action()) {
            case STOP -> {
                return Optional.of(new StudyEvent.TrialPruned(trial.id(), decision.reason(), nowMs));
            }
            case PAUSE -> {
                return Optional.of(new StudyEvent.TrialPaused(trial.id(), decision.reason(), nowMs));
            }
            case CONTINUE -> {
                return goOn(state, trial, nowMs);
            }
        }
        throw new IllegalStateException("no rule for " + decision);
    }

    private static Optional<StudyEvent> goOn(StudyState state, Trial trial, long nowMs) {
        Optional<String> spent = spent(state, nowMs);
        if (spent.isPresent()) {
            return Optional.of(cutShort(trial, spent.get(), nowMs));
        }
        return trial.lastEpoch() >= trial.target()
                ? Optional.of(new StudyEvent.TrialPaused(
                        trial.id(), "paused at epoch " + trial.lastEpoch() + ", as planned", nowMs))
                : Optional.empty();
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
        return state.phase() == Phase.RUNNING
                ? FailureRules.halt(state, List.of(), List.of(), command.reason(), command.nowMs())
                : List.of();
    }

    private static Optional<Trial> current(StudyState state, int id, int attempt) {
        return state.trial(id).filter(trial -> trial.state() == TrialState.RUNNING && trial.attempt() == attempt);
    }

    private static boolean trialsLeft(StudyState state) {
        Integer trials = state.spec().budget().trials();
        return trials == null || state.suggestedCount() < trials;
    }

    /** Every running trial has an epoch under way, the one that has just reported its next. */
    private static Optional<String> spent(StudyState state, long nowMs) {
        Budget budget = state.spec().budget();
        if (budget.epochs() != null && state.epochsSpent() + state.runningCount() >= budget.epochs()) {
            return Optional.of("the budget of epochs is spent");
        }
        if (budget.timeMs() != null && state.spentMs(nowMs) >= budget.timeMs()) {
            return Optional.of("the budget of time is spent");
        }
        return Optional.empty();
    }
}
