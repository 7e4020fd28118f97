package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The configurations that a study had already, and with them the test that every suggestion must pass. */
final class Tried {
    /** Hashing every trial pays off only where more than a few questions are asked. */
    private static final int QUESTIONS_BEFORE_HASHING = 4;

    private final SearchSpace space;
    private final List<Trial> trials;
    private @Nullable Set<Configuration> hashed;
    private int questions;

    Tried(SuggestionRequest request) {
        this.space = request.space();
        this.trials = request.trials();
    }

    /** Whether the configuration meets all constraints and is none of the earlier ones. */
    boolean allows(Configuration configuration) {
        return space.satisfies(configuration) && !contains(configuration);
    }

    private boolean contains(Configuration configuration) {
        questions++;
        if (hashed == null && questions <= QUESTIONS_BEFORE_HASHING) {
            return trials.stream().anyMatch(trial -> trial.configuration().equals(configuration));
        }
        if (hashed == null) {
            Set<Configuration> configurations = new HashSet<>();
            trials.forEach(trial -> configurations.add(trial.configuration()));
            hashed = configurations;
        }
        return hashed.contains(configuration);
    }
}
