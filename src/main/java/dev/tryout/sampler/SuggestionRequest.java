package dev.tryout.sampler;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.List;

/**
 * What a sampler may know.
 *
 * @param history every trial so far, running and failed ones included
 * @param number of the suggestion, counted from 0: the source of randomness together with the seed
 * @param seed of the study
 */
public record SuggestionRequest(SearchSpace space, Metric metric, History history, int number, long seed) {
    /** Every trial so far. */
    public List<Trial> trials() {
        return history.trials();
    }
}
