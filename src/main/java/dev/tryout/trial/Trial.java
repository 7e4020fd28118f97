package dev.tryout.trial;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One configuration and what became of it. Immutable.
 *
 * @param id counted from 1, in the order of suggestion
 * @param note where the configuration comes from, for people
 * @param origin whose run it is
 * @param epochs how many epochs it is to train
 * @param target the epoch after which it pauses; its last where it does not
 * @param attempt the current or latest assignment's number, 0 before the first; reports of other attempts are void
 * @param measurements one for each epoch reported, epochs ascending
 * @param spans one for each attempt
 * @param infrastructureFailures attempts that ended with their worker, through no fault of the trial
 * @param fruitlessAttempts how many of these there were since the last epoch reported
 * @param reason why it was stopped, paused, resumed or failed, for people; empty otherwise
 */
public record Trial(
        int id,
        Configuration configuration,
        String note,
        Origin origin,
        int epochs,
        int target,
        TrialState state,
        int attempt,
        List<Measurement> measurements,
        List<Span> spans,
        int infrastructureFailures,
        int fruitlessAttempts,
        String reason) {
    /** The reason of a trial that waits for another try. */
    public static final String RETRIED = "retried";

    public Trial {
        measurements = List.copyOf(measurements);
        spans = List.copyOf(spans);
    }

    /** A trial that waits for its first worker. */
    public static Trial suggested(int id, Configuration configuration, String note, int epochs) {
        return suggested(id, configuration, note, Origin.own(id), epochs);
    }

    /** A trial that waits for its first worker, or for the epochs of the run that it shares. */
    public static Trial suggested(int id, Configuration configuration, String note, Origin origin, int epochs) {
        return new Trial(
                id, configuration, note, origin, epochs, epochs, TrialState.WAITING, 0, List.of(), List.of(), 0, 0, "");
    }

    /** A trial that is over and came from elsewhere; it failed where no epoch has a finite value. */
    public static Trial added(
            int id,
            Configuration configuration,
            String note,
            int epochs,
            List<Measurement> measurements,
            Metric metric) {
        boolean hasValue = measurements.stream().anyMatch(measurement -> Double.isFinite(measurement.value(metric)));
        return new Trial(
                id,
                configuration,
                note,
                Origin.own(id),
                epochs,
                epochs,
                hasValue ? TrialState.COMPLETE : TrialState.FAILED,
                0,
                measurements,
                List.of(),
                0,
                0,
                hasValue ? "" : "it came without a finite " + metric.name());
    }

    /** Whether it came from elsewhere: no worker of the study ever had it, and the study has no checkpoint of it. */
    @JsonIgnore
    public boolean isAdded() {
        return attempt == 0 && state.isFinal() && origin.run() == id;
    }

    /** Whether it trains a finalist's configuration again. */
    @JsonIgnore
    public boolean isRepeat() {
        return origin.repeats() > 0;
    }

    /** The epochs that the study trained for it: all but those that it shares. */
    @JsonIgnore
    public List<Measurement> trained() {
        return origin.shared().isEmpty()
                ? measurements
                : measurements.stream()
                        .filter(measurement -> !origin.shared().contains(measurement.epoch()))
                        .toList();
    }

    /** The last epoch reported, 0 before the first. */
    public int lastEpoch() {
        return measurements.isEmpty()
                ? 0
                : measurements.get(measurements.size() - 1).epoch();
    }

    /** The measurement of an epoch. */
    public Optional<Measurement> at(int epoch) {
        return measurements.stream().filter(m -> m.epoch() == epoch).findFirst();
    }

    /** The measurement of the best epoch, the earliest of equals; empty where no epoch has a finite value. */
    public Optional<Measurement> best(Metric metric) {
        Measurement best = null;
        for (Measurement measurement : measurements) {
            double value = measurement.value(metric);
            if (Double.isFinite(value) && (best == null || metric.isBetter(value, best.value(metric)))) {
                best = measurement;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The best epoch's value. */
    public OptionalDouble score(Metric metric) {
        return best(metric).map(m -> OptionalDouble.of(m.value(metric))).orElseGet(OptionalDouble::empty);
    }

    /** The worker of the current attempt, or of the last. */
    public Optional<String> worker() {
        return spans.isEmpty()
                ? Optional.empty()
                : Optional.of(spans.get(spans.size() - 1).worker());
    }

    /** The next attempt begins on a worker, to train to the same epoch as the one before. */
    public Trial assigned(String worker, int newAttempt, long nowMs) {
        return assigned(worker, newAttempt, target, "", nowMs);
    }

    /**
     * The next attempt begins on a worker.
     *
     * @param newTarget the epoch after which it pauses; beyond its last, where it does not
     * @param newReason why it goes on, for people
     */
    public Trial assigned(String worker, int newAttempt, int newTarget, String newReason, long nowMs) {
        requireTransition(TrialState.RUNNING);
        List<Span> extended = new ArrayList<>(spans);
        extended.add(new Span(worker, newAttempt, nowMs, null));
        return new Trial(
                id,
                configuration,
                note,
                origin,
                epochs,
                Math.min(newTarget, epochs),
                TrialState.RUNNING,
                newAttempt,
                measurements,
                extended,
                infrastructureFailures,
                fruitlessAttempts,
                newReason);
    }

    /** One more epoch. */
    public Trial measured(Measurement measurement) {
        List<Measurement> extended = new ArrayList<>(measurements);
        extended.add(measurement);
        return with(extended, 0);
    }

    /**
     * It takes epochs of its run over, which another trial trained, and waits for a worker or for more of them.
     *
     * @param taken epochs ascending, behind its own last
     * @param newTarget the epoch after which it pauses
     */
    public Trial shared(List<Measurement> taken, int newTarget, String newReason) {
        requireTransition(TrialState.WAITING);
        List<Measurement> extended = new ArrayList<>(measurements);
        extended.addAll(taken);
        return new Trial(
                id,
                configuration,
                note,
                origin.with(taken),
                epochs,
                Math.min(newTarget, epochs),
                TrialState.WAITING,
                attempt,
                extended,
                spans,
                infrastructureFailures,
                fruitlessAttempts,
                newReason);
    }

    /** The same trial with other measurements. */
    public Trial withMeasurements(List<Measurement> others) {
        return with(others, fruitlessAttempts);
    }

    private Trial with(List<Measurement> others, int fruitless) {
        return new Trial(
                id,
                configuration,
                note,
                origin,
                epochs,
                target,
                state,
                attempt,
                others,
                spans,
                infrastructureFailures,
                fruitless,
                reason);
    }

    /** The current attempt ends in another state than it ran in. */
    public Trial ended(TrialState newState, String newReason, long nowMs) {
        return ended(newState, newReason, nowMs, 0, 0);
    }

    /**
     * The current attempt's worker, or its coordinator, is gone.
     *
     * @param cleared whether the trial surely had no part in it
     */
    public Trial lost(boolean byWorker, boolean cleared, String newReason, long nowMs) {
        return ended(TrialState.LOST, newReason, nowMs, byWorker ? 1 : 0, byWorker && !cleared ? 1 : 0);
    }

    private Trial ended(TrialState newState, String newReason, long nowMs, int failures, int fruitless) {
        requireTransition(newState);
        List<Span> closed = spans.stream()
                .map(span ->
                        span.endMs() == null ? new Span(span.worker(), span.attempt(), span.startMs(), nowMs) : span)
                .toList();
        return new Trial(
                id,
                configuration,
                note,
                origin,
                epochs,
                target,
                newState,
                attempt,
                measurements,
                closed,
                infrastructureFailures + failures,
                fruitlessAttempts + fruitless,
                newReason);
    }

    /** It failed and waits for another worker; what it has measured stays, and its workers' failures are forgiven. */
    public Trial retried() {
        requireTransition(TrialState.WAITING);
        return new Trial(
                id,
                configuration,
                note,
                origin,
                epochs,
                target,
                TrialState.WAITING,
                attempt,
                measurements,
                spans,
                infrastructureFailures,
                0,
                RETRIED);
    }

    private void requireTransition(TrialState newState) {
        if (!state.canBecome(newState)) {
            throw new IllegalStateException("trial " + id + " cannot go from " + state + " to " + newState);
        }
    }
}
