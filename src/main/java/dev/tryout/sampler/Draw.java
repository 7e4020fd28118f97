package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import java.util.Optional;

/** A configuration drawn evenly from the unit cube, and drawn again until it is allowed. */
final class Draw {
    /** Draws before a space with endlessly many configurations counts as exhausted. */
    static final int MAX_TRIES = 100_000;

    /** Draws before a finite space is looked through instead. */
    static final int MAX_TRIES_IF_FINITE = 1_000;

    private Draw() {}

    static Optional<Configuration> evenly(SearchSpace space, Tried tried, Randomness randomness) {
        boolean finite = Remainder.isFinite(space);
        int dimensions = space.searched().size();
        int tries = finite ? MAX_TRIES_IF_FINITE : MAX_TRIES;
        for (int i = 0; i < tries; i++) {
            Configuration configuration = space.fromUnit(randomness.point(dimensions));
            if (tried.allows(configuration)) {
                return Optional.of(configuration);
            }
        }
        return finite ? Remainder.choose(space, tried, randomness) : Optional.empty();
    }
}
