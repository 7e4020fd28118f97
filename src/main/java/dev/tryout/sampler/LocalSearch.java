package dev.tryout.sampler;

import dev.tryout.surrogate.Lbfgs;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Climbs to a local maximum of an acquisition: by its gradient where parameters are continuous and from value to value where they
 * are discrete, in turn, so that nothing is rounded afterwards.
 */
final class LocalSearch {
    private static final int ROUNDS = 3;
    private static final int EVALUATIONS = 30;
    private static final double TOLERANCE = 1e-5;
    private static final double FIRST_STEP = 0.1;

    /** Ordered parameters of no more values try them all, others these steps up and down. */
    private static final int FEW_VALUES = 12;

    private static final int[] STEPS = {1, -1, 2, -2, 4, -4, 8, -8, 16, -16};

    /** Categories of a choice that are tried, evenly taken from it. */
    private static final int MAX_CATEGORIES = 50;

    /** How often the way to a point that is not allowed is halved. */
    private static final int HALVINGS = 5;

    private final Cube cube;
    private final Acquisition acquisition;
    private final TrustRegion region;
    private final Predicate<double[]> allowed;

    LocalSearch(Cube cube, Acquisition acquisition, TrustRegion region, Predicate<double[]> allowed) {
        this.cube = cube;
        this.acquisition = acquisition;
        this.region = region;
        this.allowed = allowed;
    }

    /** An allowed point and its acquisition. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Place(double[] point, double value) {}

    /** The local maximum, or the start itself where nothing near it is better. */
    Place from(Place start) {
        Place best = start;
        for (int round = 0; round < ROUNDS; round++) {
            Place climbed = continuously(best);
            best = inSteps(climbed);
            if (best.value() <= climbed.value()) {
                break;
            }
        }
        return best;
    }

    private Place continuously(Place start) {
        int[] moving = IntStream.range(0, cube.dimensions())
                .filter(d -> cube.isContinuous(d) && !Double.isNaN(start.point()[d]))
                .toArray();
        if (moving.length == 0) {
            return start;
        }
        double[] from = at(moving, start.point());
        double[] point = start.point().clone();
        double[] gradients = new double[point.length];
        Lbfgs.Minimum reached = new Lbfgs(EVALUATIONS, TOLERANCE, FIRST_STEP)
                .minimise(
                        (x, gradient) -> {
                            for (int i = 0; i < moving.length; i++) {
                                point[moving[i]] = x[i];
                            }
                            double value = acquisition.at(point, gradients);
                            for (int i = 0; i < moving.length; i++) {
                                gradient[i] = -gradients[moving[i]];
                            }
                            return -value;
                        },
                        from,
                        at(moving, region.lower()),
                        at(moving, region.upper()));
        double share = 1;
        for (int halving = 0; halving <= HALVINGS; halving++) {
            double[] candidate = start.point().clone();
            for (int i = 0; i < moving.length; i++) {
                candidate[moving[i]] = from[i] + share * (reached.point()[i] - from[i]);
            }
            if (allowed.test(candidate)) {
                double value = acquisition.at(candidate);
                return value > start.value() ? new Place(candidate, value) : start;
            }
            share /= 2;
        }
        return start;
    }

    private static double[] at(int[] indices, double[] values) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** One coordinate after the other, the best of its values that are tried; the place itself where none is better. */
    private Place inSteps(Place start) {
        Place best = start;
        for (int d = 0; d < cube.dimensions(); d++) {
            if (!cube.isContinuous(d) && !Double.isNaN(best.point()[d])) {
                Place origin = best;
                for (double coordinate : alternatives(d, origin.point()[d])) {
                    double[] place = origin.point().clone();
                    place[d] = coordinate;
                    double[] candidate = cube.snap(place);
                    double value = coordinate == origin.point()[d] ? best.value() : acquisition.at(candidate);
                    if (value > best.value() && allowed.test(candidate)) {
                        best = new Place(candidate, value);
                    }
                }
            }
        }
        return best;
    }

    private double[] alternatives(int dimension, double coordinate) {
        long values = cube.cardinality(dimension);
        int all = cube.isUnordered(dimension) ? MAX_CATEGORIES : FEW_VALUES;
        if (cube.isUnordered(dimension) || values <= all) {
            int tried = (int) Math.min(values, all);
            return IntStream.range(0, tried)
                    .mapToDouble(i -> cube.valueAt(dimension, i * values / tried))
                    .toArray();
        }
        return IntStream.of(STEPS)
                .mapToDouble(steps -> cube.neighbour(dimension, coordinate, steps))
                .toArray();
    }
}
