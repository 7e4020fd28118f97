package dev.tryout.sampler;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.List;

/**
 * What a sampler may know.
 *
 * @param trials every trial so far in the order of suggestion, running and failed ones included
 * @param number of the suggestion, counted from 0: the source of randomness together with the seed
 * @param seed of the study
 */
public record SuggestionRequest(SearchSpace space, Metric metric, List<Trial> trials, int number, long seed) {
    public SuggestionRequest {
        trials = List.copyOf(trials);
    }
}
