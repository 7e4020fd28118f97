package dev.tryout.sampler;

import dev.tryout.surrogate.Lbfgs;
import java.util.Arrays;
import java.util.function.Predicate;

/** Climbs from a point to a local maximum of the acquisition: by gradients where parameters are continuous, by neighbours elsewhere. */
final class LocalSearch {
    private static final int ROUNDS = 3;
    private static final int EVALUATIONS = 30;
    private static final long FEW_VALUES = 12;
    private static final long[] STEPS = {1, -1, 2, -2, 4, -4, 8, -8, 16, -16};
    private static final int HALVINGS = 5;

    private final Cube cube;
    private final Acquisition acquisition;
    private final Predicate<double[]> allowed;

    LocalSearch(Cube cube, Acquisition acquisition, Predicate<double[]> allowed) {
        this.cube = cube;
        this.acquisition = acquisition;
        this.allowed = allowed;
    }

    record Found(double[] point, double value) {}

    Found from(Found start) {
        Found best = start;
        for (int round = 0; round < ROUNDS; round++) {
            Found climbed = stepwise(continuous(best));
            boolean better = climbed.value() > best.value() + 1e-6;
            best = climbed;
            if (!better) {
                break;
            }
        }
        return best;
    }

    private Found continuous(Found start) {
        int[] moving = java.util.stream.IntStream.range(0, cube.dimensions())
                .filter(d -> cube.isContinuous(d) && !Double.isNaN(start.point()[d]))
                .toArray();
        if (moving.length == 0) {
            return start;
        }
        double[] point = start.point().clone();
        double[] full = new double[point.length];
        double[] lower = new double[moving.length];
        double[] upper = new double[moving.length];
        Arrays.fill(upper, 1);
        double[] from = new double[moving.length];
        for (int i = 0; i < moving.length; i++) {
            from[i] = point[moving[i]];
        }
        Lbfgs.Minimum minimum = new Lbfgs(EVALUATIONS, 1e-5, 0.1).minimise(
                (x, gradient) -> {
                    for (int i = 0; i < moving.length; i++) {
                        point[moving[i]] = x[i];
                    }
                    double value = acquisition.at(point, full);
                    for (int i = 0; i < moving.length; i++) {
                        gradient[i] = -full[moving[i]];
                    }
                    return -value;
                },
                from,
                lower,
                upper);
        double[] reached = minimum.point();
        for (int halving = 0; halving <= HALVINGS; halving++) {
            double[] candidate = start.point().clone();
            for (int i = 0; i < moving.length; i++) {
                candidate[moving[i]] = from[i] + (reached[i] - from[i]) * StrictMath.pow(0.5, halving);
            }
            if (allowed.test(candidate)) {
                double value = halving == 0 ? -minimum.value() : acquisition.at(candidate);
                return value > start.value() ? new Found(candidate, value) : start;
            }
        }
        return start;
    }

    private Found stepwise(Found start) {
        Found best = start;
        for (int d = 0; d < cube.dimensions(); d++) {
            if (cube.isContinuous(d) || Double.isNaN(best.point()[d])) {
                continue;
            }
            long cardinality = cube.cardinality(d);
            boolean all = cube.isUnordered(d) || cardinality <= FEW_VALUES;
            Found origin = best;
            int tries = all ? (int) Math.min(cardinality, 50) : STEPS.length;
            for (int t = 0; t < tries; t++) {
                double[] place = origin.point().clone();
                place[d] = all ? (t + 0.5) / cardinality : cube.neighbour(d, place[d], STEPS[t]);
                if (all) place[d] = cube.neighbour(d, 0, t);
                double[] candidate = cube.snap(place);
                if (candidate[d] == origin.point()[d] || !allowed.test(candidate)) {
                    continue;
                }
                double value = acquisition.at(candidate);
                if (value > best.value()) {
                    best = new Found(candidate, value);
                }
            }
        }
        return best;
    }
}
