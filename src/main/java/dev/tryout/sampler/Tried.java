package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.History;

/** The configurations that a study had already, and with them the test that every suggestion must pass. */
final class Tried {
    private final SearchSpace space;
    private final History history;

    Tried(SuggestionRequest request) {
        this.space = request.space();
        this.history = request.history();
    }

    /** Whether the configuration meets all constraints and is none of the earlier ones. */
    boolean allows(Configuration configuration) {
        return space.satisfies(configuration) && !history.contains(configuration);
    }
}
