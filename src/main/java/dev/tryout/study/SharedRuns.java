package dev.tryout.study;

import dev.tryout.sampler.Method;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Origin;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The rules by which trials that differ in their epochs alone share one run. A trial that is to go on takes over what others of
 * its run have measured, and is judged by each epoch as if it had trained it. Where it needs more, it waits for whoever trains the
 * run just now; where nobody does, it trains on from the run's checkpoint itself. So a run has one worker at a time, and no epoch of
 * it is trained twice.
 */
public final class SharedRuns {
    private final EpochSharing sharing;
    private final Judge judge;

    SharedRuns(EpochSharing sharing, Judge judge) {
        this.sharing = sharing;
        this.judge = judge;
    }

    /**
     * Of the trials that would share a run with a grid's configuration, none of which has begun, the longest: the others then have
     * their epochs from it. Other methods' suggestions stay as they are, as the others may never come.
     */
    Configuration first(StudyState state, Configuration configuration) {
        if (state.spec().method() != Method.GRID
                || !allows(state, configuration)
                || state.run(configuration).isPresent()) {
            return configuration;
        }
        Domain epochs =
                state.spec().space().parameter(StudySpec.EPOCHS).orElseThrow().domain();
        return LongStream.range(0, epochs.cardinality().orElseThrow())
                .mapToObj(index -> configuration.with(StudySpec.EPOCHS, epochs.valueAt(index)))
                .filter(candidate -> state.spec().space().contains(candidate)
                        && !state.history().contains(candidate))
                .max(Comparator.comparing(candidate -> candidate.integer(StudySpec.EPOCHS, 1)))
                .orElse(configuration);
    }

    /** Whose run a new trial of that configuration is of. */
    Origin origin(StudyState state, int id, Configuration configuration) {
        return allows(state, configuration)
                ? Origin.shared(state.run(configuration).orElse(id))
                : Origin.own(id);
    }

    private boolean allows(StudyState state, Configuration configuration) {
        return mayOccur(state.spec())
                && (isFinite(state.spec()) || isNamedTwice(state.spec(), configuration))
                && sharing.allows(configuration);
    }

    /** Whether two trials can be expected to differ in their epochs alone; runs of other studies need keep nothing for others. */
    public static boolean mayOccur(StudySpec spec) {
        return spec.space().parameter(StudySpec.EPOCHS).orElseThrow().isSearched()
                && (isFinite(spec)
                        || spec.knowledge().initial().stream().anyMatch(initial -> isNamedTwice(spec, initial)));
    }

    private static boolean isFinite(StudySpec spec) {
        return spec.space().gridSize().isPresent();
    }

    private static boolean isNamedTwice(StudySpec spec, Configuration configuration) {
        Configuration others = Runs.withoutEpochs(configuration);
        return spec.knowledge().initial().stream()
                        .filter(initial -> Runs.withoutEpochs(initial).equals(others))
                        .count()
                > 1;
    }

    /**
     * Brings a trial closer to an epoch.
     *
     * @param trial new, or one that has no worker
     * @param mayTrain whether a worker may be assigned
     * @return what its run gives it, or its assignment; nothing where it waits
     */
    List<StudyEvent> advance(
            StudyState state, Trial trial, int to, String reason, boolean mayTrain, StudyCommand.RequestWork command) {
        List<Trial> mates = state.mates(trial);
        if (mates.isEmpty()) {
            return mayTrain ? List.of(Assignment.of(trial, to, reason, command)) : List.of();
        }
        Optional<StudyEvent> ending = Optional.empty();
        List<Measurement> taken = new ArrayList<>();
        int target = Math.min(to, trial.epochs());
        Trial furthest =
                mates.stream().max(Comparator.comparing(Trial::lastEpoch)).orElseThrow();
        Trial now = trial;
        for (Measurement measurement : between(furthest, trial.lastEpoch(), target)) {
            taken.add(measurement);
            now = now.shared(List.of(measurement), target, reason);
            ending = judge.shared(state, now, command.nowMs());
            if (ending.isPresent()) {
                break;
            }
        }
        List<StudyEvent> next = ending.map(List::of).orElse(List.of());
        boolean isTrained = mates.stream().anyMatch(mate -> mate.state() == TrialState.RUNNING);
        if (ending.isEmpty() && !isTrained) {
            next = onward(now, mates, to, reason, mayTrain, command);
        }
        boolean isNew = state.trial(trial.id()).isEmpty();
        boolean joins = isTrained && (isNew || trial.state() == TrialState.PAUSED);
        boolean leaves =
                trial.state() == TrialState.PAUSED && next.stream().anyMatch(StudyEvent.TrialFailed.class::isInstance);
        if (taken.isEmpty() && !joins && !leaves) {
            return next;
        }
        List<StudyEvent> events = new ArrayList<>();
        events.add(new StudyEvent.EpochsShared(
                trial.id(), furthest.id(), target, taken, reason.isEmpty() ? null : reason, command.nowMs()));
        events.addAll(next);
        return events;
    }

    private static List<Measurement> between(Trial trial, int after, int last) {
        return trial.measurements().stream()
                .filter(measurement -> measurement.epoch() > after && measurement.epoch() <= last)
                .toList();
    }

    /** What one does that has taken everything and needs more: what broke the run before would break it again. */
    private static List<StudyEvent> onward(
            Trial trial, List<Trial> mates, int to, String reason, boolean mayTrain, StudyCommand.RequestWork command) {
        Optional<Trial> failed = mates.stream()
                .filter(mate -> mate.state() == TrialState.FAILED && mate.lastEpoch() >= trial.lastEpoch())
                .findFirst();
        if (failed.isPresent()) {
            String why = "trial " + failed.get().id() + ", whose run it shares, failed: "
                    + failed.get().reason();
            return List.of(new StudyEvent.TrialFailed(trial.id(), why, command.nowMs()));
        }
        return mayTrain ? List.of(Assignment.of(trial, to, reason, command)) : List.of();
    }
}
