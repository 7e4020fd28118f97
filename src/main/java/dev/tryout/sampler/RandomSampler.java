package dev.tryout.sampler;

import java.util.Optional;

/**
 * Draws every parameter evenly over its range, on its scale (Bergstra and Bengio 2012, "Random search for hyper-parameter
 * optimization"). Refused draws are repeated: see {@link Draw}.
 */
final class RandomSampler implements Sampler {
    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        return Draw.evenly(request.space(), new Tried(request), Randomness.of(request))
                .map(configuration -> new Suggestion.Start(configuration, "random"));
    }
}
