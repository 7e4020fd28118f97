package dev.tryout.sampler;

import java.util.Optional;

/**
 * Suggests what to do next. A pure function: the same request gives the same suggestion, on any machine, after any restart.
 * An implementation may remember what it computed, never what it was asked.
 */
public interface Sampler {
    /**
     * A configuration different from every earlier trial's, within the space and its constraints; or, from a sampler that learns
     * from unfinished trials, a paused trial to go on with.
     *
     * @return empty where the space holds no further configuration
     */
    Optional<Suggestion> suggest(SuggestionRequest request);

    /** A paused trial to go on with where no trial may begin any more; empty where there is none worth it. */
    default Optional<Suggestion.Resume> resume(SuggestionRequest request) {
        return Optional.empty();
    }
}
