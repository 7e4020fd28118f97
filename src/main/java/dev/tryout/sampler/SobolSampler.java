package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.PriorDensity;
import dev.tryout.space.SearchSpace;
import java.util.Optional;
import org.hipparchus.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The points of a Sobol sequence, which cover the cube more evenly than random ones, in Owen's scrambling by the seed. The n-th
 * suggestion is the n-th point; where that is refused, the next one that is not. As the start of a search that uses priors, every
 * second point goes where the priors have it.
 */
final class SobolSampler implements Sampler {
    /** Dimensions that direction numbers are known for (Joe and Kuo 2008); later ones are drawn at random. */
    static final int MAX_DIMENSIONS = 21_201;

    /** Points looked at before the others are drawn at random. */
    static final int MAX_POINTS_LOOKED_AT = 10_000;

    private final boolean usesPriors;
    private @Nullable SobolSequenceGenerator generator;
    private int generatorDimensions;

    SobolSampler() {
        this(false);
    }

    /** @param usesPriors whether every second point is spread by the priors, if there are any */
    SobolSampler(boolean usesPriors) {
        this.usesPriors = usesPriors;
    }

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        SearchSpace space = request.space();
        Tried tried = new Tried(request);
        Randomness randomness = Randomness.of(request);
        Optional<PriorDensity> prior = usesPriors ? PriorDensity.of(space) : Optional.empty();
        int dimensions = space.searched().size();
        int covered = Math.min(dimensions, MAX_DIMENSIONS);
        for (int i = 0; i < MAX_POINTS_LOOKED_AT && covered > 0; i++) {
            double[] point = randomness.point(dimensions);
            double[] even = point(covered, request.number() + i);
            for (int d = 0; d < covered; d++) {
                point[d] = OwenScramble.scramble(even[d], Randomness.mix(request.seed(), d));
            }
            boolean byPrior = prior.isPresent() && (request.number() + i) % 2 == 0;
            Configuration configuration = space.fromUnit(byPrior ? prior.get().spread(point) : point);
            if (tried.allows(configuration)) {
                String note = "Sobol point " + (request.number() + i + 1) + (byPrior ? ", spread by the prior" : "");
                return Optional.of(new Suggestion.Start(configuration, note));
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
