package dev.tryout.scheduler;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Standings;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asynchronous successive halving (Li et al. 2020, "A system for massively parallel hyperparameter tuning", arXiv 1810.05934), in
 * one bracket (ASHA) or in those of Hyperband. The best {@code 1 / reductionFactor} of what a rung has recorded so far go on.
 *
 * <p>In its promotion kind (algorithm 2 there) every trial pauses on every rung, and a free worker goes on with the best paused
 * trial that may, from the highest rung that has one. In its stopping kind a trial either goes on or stops when it comes to a rung,
 * and the best of a rung always goes on. Of equal values the earlier trial's ranks first; values that are not finite rank last and
 * never go on.
 */
final class SuccessiveHalving implements Scheduler {
    private final Rungs rungs;
    private final Brackets brackets;
    private final SchedulerSpec.Kind kind;

    SuccessiveHalving(Rungs rungs, Brackets brackets, SchedulerSpec.Kind kind) {
        this.rungs = rungs;
        this.brackets = brackets;
        this.kind = kind;
    }

    @Override
    public Decision decide(Trial trial, History history, Metric metric) {
        int bracket = brackets.of(trial);
        int rung = rungs.reached(trial);
        if (rung <= bracket) {
            return Decision.CONTINUE;
        }
        RungValue figure = figure(rung, bracket, metric);
        double own = figure.of(trial).orElseThrow();
        String atEpoch = " at epoch " + trial.lastEpoch() + ": ";
        if (Double.isInfinite(own)) {
            return Decision.stop(
                    "stopped" + atEpoch + metric.name() + " is " + figure.value(trial) + on(rung, bracket));
        }
        Standings standings = history.standings(figure);
        int before = standings.before(own, trial.id());
        int recorded = standings.size() + (standings.isAt(before, trial.id()) ? 0 : 1);
        String standing = Ordinal.of(before + 1) + " of " + recorded + on(rung, bracket);
        if (kind == SchedulerSpec.Kind.PROMOTION) {
            return Decision.pause("paused" + atEpoch + standing);
        }
        return before < Math.max(1, recorded / rungs.reductionFactor())
                ? Decision.CONTINUE
                : Decision.stop("stopped" + atEpoch + standing);
    }

    @Override
    public int target(Trial trial) {
        int passed = Math.max(brackets.of(trial), rungs.highest(trial));
        return kind == SchedulerSpec.Kind.PROMOTION ? rungs.next(passed, trial) : trial.epochs();
    }

    @Override
    public Optional<Promotion> promote(History history, Metric metric) {
        if (kind == SchedulerSpec.Kind.STOPPING) {
            return Optional.empty();
        }
        for (int rung = rungs.count(history.mostEpochs()); rung >= 1; rung--) {
            for (int bracket = 0; bracket <= brackets.lastWith(rung); bracket++) {
                Optional<Promotion> promotion = promote(rung, bracket, history, metric);
                if (promotion.isPresent()) {
                    return promotion;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Promotion> promote(int rung, int bracket, History history, Metric metric) {
        Standings standings = history.standings(figure(rung, bracket, metric));
        int places = standings.size() / rungs.reductionFactor();
        OptionalInt place = standings.firstPending(places, trial -> trial.state() == TrialState.PAUSED);
        if (place.isEmpty() || !Double.isFinite(standings.figure(place.getAsInt()))) {
            return Optional.empty();
        }
        Trial trial = standings.trial(place.getAsInt());
        String goal = rung == rungs.count(trial.epochs()) ? "its last epoch" : "rung " + (rung + 1 - bracket);
        String standing = Ordinal.of(place.getAsInt() + 1) + " of " + standings.size() + on(rung, bracket);
        return Optional.of(new Promotion(trial.id(), target(trial), "promoted to " + goal + ": " + standing));
    }

    private RungValue figure(int rung, int bracket, Metric metric) {
        return new RungValue(rungs, rung, brackets, bracket, metric);
    }

    /** A bracket counts its own rungs. */
    private String on(int rung, int bracket) {
        return " on rung " + (rung - bracket) + brackets.suffix(bracket);
    }
}
