package dev.tryout.sampler;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Successive halving among some trials (Li et al. 2020, "A system for massively parallel hyperparameter tuning", algorithm 2): a
 * paused trial goes on to the next rung where it is among the best third of those that have reached its own.
 *
 * @param rivals the trials to compare with, by id
 */
record RungRanks(Rungs rungs, List<Trial> rivals, Metric metric) {
    RungRanks {
        rivals = List.copyOf(rivals);
    }

    /** The trial that goes on, of the highest rung that has one, the best of that rung first. */
    Optional<Suggestion.Resume> promotion(List<Trial> candidates) {
        for (int rung = rungs.epochs().size() - 2; rung >= 0; rung--) {
            int from = rungs.epochs().get(rung);
            int to = rungs.epochs().get(rung + 1);
            double[] losses = rivals.stream()
                    .filter(trial -> Rungs.reached(trial) >= from)
                    .mapToDouble(trial -> Rungs.loss(trial, from, metric))
                    .sorted()
                    .toArray();
            Optional<Suggestion.Resume> found = candidates.stream()
                    .filter(trial ->
                            trial.state() == TrialState.PAUSED && trial.lastEpoch() >= from && trial.lastEpoch() < to)
                    .min(Comparator.<Trial>comparingDouble(trial -> Rungs.loss(trial, from, metric))
                            .thenComparing(Trial::id))
                    .flatMap(trial -> goesOn(trial, from, to, losses));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The paused trial of the least loss stands behind the trials of its rung that have gone on and are better. */
    private Optional<Suggestion.Resume> goesOn(Trial trial, int from, int to, double[] losses) {
        double own = Rungs.loss(trial, from, metric);
        long better = Arrays.stream(losses).filter(loss -> loss < own).count();
        return Double.isFinite(own) && better < losses.length / Rungs.FACTOR
                ? Optional.of(new Suggestion.Resume(
                        trial.id(), to, "place " + (better + 1) + " of " + losses.length + " at epoch " + from))
                : Optional.empty();
    }
}
