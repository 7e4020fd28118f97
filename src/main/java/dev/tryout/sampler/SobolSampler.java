package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.PriorDensity;
import dev.tryout.space.SearchSpace;
import java.util.Optional;
import org.hipparchus.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The points of a Sobol sequence, which cover the cube more evenly than random ones, in Owen's scrambling by the seed. The n-th
 * suggestion is the n-th point; where that is refused, the next one that is not.
 *
 * <p>As the start of a search, the first point is the middle of every range, or of its prior, and points are drawn towards the middle,
 * or go where the priors have them: few points in many dimensions are nearest to a good one, wherever that is, if they leave the edges
 * alone (Cauwet et al. 2020, "Fully parallel hyperparameter search: reshaped space-filling", arXiv 1910.08406).
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

    /** Stands for the second of two sequences where others stand for a dimension. */
    private static final int OTHER = -1;

    private final Start start;
    private @Nullable SobolSequenceGenerator generator;
    private int generatorDimensions;

    /** What the points begin, and so where they are. */
    private enum Start {
        /** No other search: all over the space, whatever the priors. */
        NONE,
        /** Every second point by the priors, or around the middle where there are none, and the others all over the space. */
        OF_ALL,
        /** Every second point by the priors, and the others around the middle. */
        BESIDE_A_WIDE_SEARCH;

        private boolean isAroundTheMiddle(int number, boolean byPrior) {
            return !byPrior && (this == BESIDE_A_WIDE_SEARCH || this == OF_ALL && number % 2 == 0);
        }
    }

    SobolSampler() {
        this(Start.NONE);
    }

    private SobolSampler(Start start) {
        this.start = start;
    }

    /** The start of a search that uses priors. */
    static SobolSampler start() {
        return new SobolSampler(Start.OF_ALL);
    }

    /** The same of a search beside which another one covers the space. */
    static SobolSampler startBesideAWideSearch() {
        return new SobolSampler(Start.BESIDE_A_WIDE_SEARCH);
    }

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        SearchSpace space = request.space();
        Tried tried = new Tried(request);
        Randomness randomness = Randomness.of(request);
        Optional<PriorDensity> prior = start == Start.NONE ? Optional.empty() : PriorDensity.of(space);
        int dimensions = space.searched().size();
        int covered = Math.min(dimensions, MAX_DIMENSIONS);
        Cube cube = new Cube(space);
        for (int i = 0; i < MAX_POINTS_LOOKED_AT && covered > 0; i++) {
            int number = request.number() + i;
            double[] point = randomness.point(dimensions);
            // Every second point of a sequence may lie in one half of a range, so two that alternate are two sequences.
            boolean alternates = start == Start.OF_ALL || prior.isPresent();
            double[] even = point(covered, alternates ? number / 2 : number);
            long scrambling = alternates && number % 2 == 1 ? Randomness.mix(request.seed(), OTHER) : request.seed();
            for (int d = 0; d < covered; d++) {
                point[d] = OwenScramble.scramble(even[d], Randomness.mix(scrambling, d));
            }
            boolean byPrior = prior.isPresent() && number % 2 == 0;
            if (start != Start.NONE && number == 0) {
                drawIn(cube, point, 0);
            } else if (i < MIDDLE_LOOKED_AT && start.isAroundTheMiddle(number, byPrior)) {
                drawIn(cube, point, MIDDLE);
            }
            Configuration configuration = space.fromUnit(byPrior ? prior.get().spread(point) : point);
            if (tried.allows(configuration)) {
                String note = "Sobol point " + (number + 1) + (byPrior ? ", spread by the prior" : "");
                return Optional.of(new Suggestion.Start(configuration, note));
            }
        }
        return Draw.evenly(space, tried, randomness)
                .map(configuration -> new Suggestion.Start(configuration, "random"));
    }

    /** Leaves so much of a point's distance from the middle, along the coordinates that have one. */
    private static void drawIn(Cube cube, double[] point, double part) {
        for (int d = 0; d < point.length; d++) {
            point[d] = cube.hasMiddle(d) ? 0.5 + part * (point[d] - 0.5) : point[d];
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
