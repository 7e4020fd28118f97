package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import java.util.Optional;
import org.hipparchus.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The points of a Sobol sequence, which cover the cube more evenly than random ones, in Owen's scrambling by the seed. The n-th
 * suggestion is the n-th point; where that is refused, the next one that is not.
 */
final class SobolSampler implements Sampler {
    /** Dimensions that direction numbers are known for (Joe and Kuo 2008); later ones are drawn at random. */
    static final int MAX_DIMENSIONS = 21_201;

    /** Points looked at before the others are drawn at random. */
    static final int MAX_POINTS_LOOKED_AT = 10_000;

    private @Nullable SobolSequenceGenerator generator;
    private int generatorDimensions;

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        SearchSpace space = request.space();
        Tried tried = new Tried(request);
        Randomness randomness = Randomness.of(request);
        int dimensions = space.searched().size();
        int covered = Math.min(dimensions, MAX_DIMENSIONS);
        for (int i = 0; i < MAX_POINTS_LOOKED_AT && covered > 0; i++) {
            double[] point = randomness.point(dimensions);
            double[] even = point(covered, request.number() + i);
            for (int d = 0; d < covered; d++) {
                point[d] = OwenScramble.scramble(even[d], Randomness.mix(request.seed(), d));
            }
            Configuration configuration = space.fromUnit(point);
            if (tried.allows(configuration)) {
                return Optional.of(new Suggestion.Start(configuration, "Sobol point " + (request.number() + i + 1)));
            }
        }
        return Draw.evenly(space, tried, randomness)
                .map(configuration -> new Suggestion.Start(configuration, "random"));
    }

    /** Building a generator reads a large table, so the last one is kept. */
    private synchronized double[] point(int dimensions, int index) {
        SobolSequenceGenerator current = generator;
        if (current == null || generatorDimensions != dimensions) {
            current = new SobolSequenceGenerator(dimensions);
            generator = current;
            generatorDimensions = dimensions;
        }
        return current.skipTo(index);
    }
}
