package dev.tryout.asktell;

import dev.tryout.space.Configuration;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * The shell around the study core that a client drives: it keeps which trials the client has in hand, and refuses what does not
 * fit them before the core hears of it. There is no budget of time, so the core's clock stands still.
 */
final class Search {
    private static final long NOW_MS = 0;
    private static final String CLIENT = "client";

    private final Study study;
    private final StudyState state = new StudyState();
    private final int workers;

    /** By trial, the last epoch it had when it was asked for; from ask to tell, whatever the core decided meanwhile. */
    private final Map<Integer, Integer> inHand = new HashMap<>();

    Search(StudySpec spec, int workers) {
        this(Study.of(spec), spec, workers);
    }

    Search(Study study, StudySpec spec, int workers) {
        this.study = study;
        this.workers = workers;
        send(new StudyCommand.Create(spec, "", "", "", NOW_MS));
        send(new StudyCommand.Open(NOW_MS));
    }

    /** Whether nothing is left to do. */
    boolean isDone() {
        return state.phase() == Phase.FINISHED;
    }

    /** The trial to begin or to go on with; empty where there is none, for now or, once {@link #isDone()}, for good. */
    Optional<Trial> ask() {
        if (inHand.size() >= workers) {
            return Optional.empty();
        }
        List<StudyEvent> events = study.decide(state, new StudyCommand.RequestWork(CLIENT, NOW_MS));
        Optional<Integer> assigned = events.stream()
                .filter(StudyEvent.TrialAssigned.class::isInstance)
                .map(event -> ((StudyEvent.TrialAssigned) event).trial())
                .findFirst();
        if (assigned.filter(inHand::containsKey).isPresent()) {
            // Promoted already, but whoever has it has not told yet that it paused: the core will say so again.
            return Optional.empty();
        }
        events.forEach(state::apply);
        Optional<Trial> trial = assigned.flatMap(state::trial);
        trial.ifPresent(t -> inHand.put(t.id(), t.lastEpoch()));
        return trial;
    }

    /** Takes an epoch's value; true where the trial is to stop before its last epoch. */
    boolean report(int id, int epoch, double value) {
        Trial trial = requireInHand(id);
        if (trial.state() != TrialState.RUNNING) {
            throw new BadRequest(
                    trial.state() == TrialState.PAUSED
                            ? "trial " + id + " pauses at epoch " + trial.lastEpoch() + ": tell it paused"
                            : "trial " + id + " is over at epoch " + trial.lastEpoch() + ": tell how it ended");
        }
        if (epoch <= trial.lastEpoch()) {
            throw new BadRequest(
                    "epoch " + epoch + " of trial " + id + " is known already: the next is " + (trial.lastEpoch() + 1));
        }
        if (epoch > trial.target()) {
            throw new BadRequest("trial " + id + " runs to epoch " + trial.target() + ", got epoch " + epoch);
        }
        measure(trial, epoch, Map.of(Start.METRIC, value));
        Trial after = requireInHand(id);
        return after.state().isFinal() && after.lastEpoch() < after.epochs();
    }

    /**
     * The client is through with a trial, for now or for good.
     *
     * @param value read only where no epoch was reported since the trial was asked for: it is then the one measurement
     */
    void tell(int id, Ending ending, DoubleSupplier value) {
        Trial trial = requireInHand(id);
        if (trial.state() == TrialState.RUNNING) {
            end(trial, ending, value);
        } else if (trial.state() == TrialState.PAUSED && ending != Ending.PAUSED) {
            throw new BadRequest("trial " + id + " pauses at epoch " + trial.lastEpoch()
                    + ": tell it paused; it ends after it is asked for again");
        }
        inHand.remove(id);
    }

    private void end(Trial trial, Ending ending, DoubleSupplier value) {
        boolean reported = trial.lastEpoch() > inHand.getOrDefault(trial.id(), 0);
        switch (ending) {
            case FAILED -> measure(trial, trial.lastEpoch() + 1, Map.of());
            case STOPPED ->
                throw new BadRequest(
                        "trial " + trial.id() + " was not told to stop: tell it complete where it ended, or failed");
            case PAUSED -> {
                if (reported || trial.target() >= trial.epochs()) {
                    throw new BadRequest("trial " + trial.id() + " runs to epoch " + trial.target() + " and stands at "
                            + trial.lastEpoch() + ": it cannot pause here");
                }
                measure(trial, trial.target(), Map.of(Start.METRIC, value.getAsDouble()));
            }
            case COMPLETE -> {
                if (reported) {
                    send(new StudyCommand.End(trial.id(), trial.attempt(), NOW_MS));
                } else {
                    measure(trial, trial.epochs(), Map.of(Start.METRIC, value.getAsDouble()));
                }
            }
        }
    }

    /** Takes in a trial that is over and came from elsewhere. */
    void add(Configuration configuration, double value) {
        if (isDone()) {
            throw new BadRequest("the search is done, and learns nothing more");
        }
        int epochs = configuration.integer(StudySpec.EPOCHS, 1);
        Measurement last = new Measurement(epochs, Map.of(Start.METRIC, value), 0);
        send(new StudyCommand.Add(configuration, List.of(last), "from the client", NOW_MS));
    }

    private Trial requireInHand(int id) {
        if (!inHand.containsKey(id)) {
            throw new BadRequest(
                    state.trial(id).isPresent() && inHand.isEmpty()
                            ? "trial " + id + " is not open: no trial is"
                            : "trial " + id + " is not open: open are "
                                    + inHand.keySet().stream().sorted().toList());
        }
        return state.trial(id).orElseThrow();
    }

    /** An epoch without a value fails the trial; it costs that epoch, so that what always fails comes to an end too. */
    private void measure(Trial trial, int epoch, Map<String, Double> metrics) {
        Measurement measurement = new Measurement(epoch, metrics, 0);
        send(new StudyCommand.Report(trial.id(), trial.attempt(), measurement, NOW_MS));
    }

    private void send(StudyCommand command) {
        study.decide(state, command).forEach(state::apply);
    }
}
