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
 *
 * <p>Around the middle, the first point is the middle of every range, or of its prior, and the others are drawn towards it: few points
 * in many dimensions are nearest to a good one, wherever that is, if they leave the edges alone (Cauwet et al. 2020, "Fully parallel
 * hyperparameter search: reshaped space-filling", arXiv 1910.08406).
 */
final class SobolSampler implements Sampler {
    /** Dimensions that direction numbers are known for (Joe and Kuo 2008); later ones are drawn at random. */
    static final int MAX_DIMENSIONS = 21_201;

    /** Points looked at before the others are drawn at random. */
    static final int MAX_POINTS_LOOKED_AT = 10_000;

    /** Around the middle, the part of each range that points are in. */
    static final double MIDDLE = 0.5;

    /** So many points around the middle are looked at before those of the whole range. */
    private static final int MIDDLE_LOOKED_AT = 100;

    private final boolean usesPriors;
    private final boolean aroundTheMiddle;
    private @Nullable SobolSequenceGenerator generator;
    private int generatorDimensions;

    SobolSampler() {
        this(false);
    }

    /** @param usesPriors whether every second point is spread by the priors, if there are any */
    SobolSampler(boolean usesPriors) {
        this(usesPriors, false);
    }

    private SobolSampler(boolean usesPriors, boolean aroundTheMiddle) {
        this.usesPriors = usesPriors;
        this.aroundTheMiddle = aroundTheMiddle;
    }

    /** The start of a search that uses priors, where there are none around the middle of every range. */
    static SobolSampler aroundTheMiddle() {
        return new SobolSampler(true, true);
    }

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        SearchSpace space = request.space();
        Tried tried = new Tried(request);
        Randomness randomness = Randomness.of(request);
        Optional<PriorDensity> prior = usesPriors ? PriorDensity.of(space) : Optional.empty();
        int dimensions = space.searched().size();
        int covered = Math.min(dimensions, MAX_DIMENSIONS);
        Cube cube = new Cube(space);
        for (int i = 0; i < MAX_POINTS_LOOKED_AT && covered > 0; i++) {
            double[] point = randomness.point(dimensions);
            double[] even = point(covered, request.number() + i);
            for (int d = 0; d < covered; d++) {
                point[d] = OwenScramble.scramble(even[d], Randomness.mix(request.seed(), d));
            }
            boolean byPrior = prior.isPresent() && (request.number() + i) % 2 == 0;
            if (aroundTheMiddle && i < MIDDLE_LOOKED_AT) {
                drawIn(cube, point, request.number() + i == 0 ? 0 : byPrior ? 1 : MIDDLE);
            }
            Configuration configuration = space.fromUnit(byPrior ? prior.get().spread(point) : point);
            if (tried.allows(configuration)) {
                String note = "Sobol point " + (request.number() + i + 1) + (byPrior ? ", spread by the prior" : "");
                return Optional.of(new Suggestion.Start(configuration, note));
            }
        }
        return Draw.evenly(space, tried, randomness)
                .map(configuration -> new Suggestion.Start(configuration, "random"));
    }

    /** Leaves so much of a point's distance from the middle, along the coordinates that have one. */
    private static void drawIn(Cube cube, double[] point, double part) {
        for (int d = 0; d < point.length; d++) {
            point[d] = cube.isUnordered(d) ? point[d] : 0.5 + part * (point[d] - 0.5);
        }
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
