package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import java.util.Optional;

/**
 * Suggests configurations. A pure function: the same request gives the same suggestion, on any machine, after any restart.
 * An implementation may remember what it computed, never what it was asked.
 */
public interface Sampler {
    /**
     * The next configuration, different from every earlier trial's, within the space and its constraints.
     *
     * @return empty where the space holds no further configuration
     */
    Optional<Configuration> suggest(SuggestionRequest request);
}
