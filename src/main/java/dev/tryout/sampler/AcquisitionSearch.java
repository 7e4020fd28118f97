package dev.tryout.sampler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the most promising point: looks at points all over the region and at others near the best ones known, lets several far from
 * each other climb, and takes the highest.
 */
final class AcquisitionSearch {
    private static final int SPREAD = 200;
    /** Of so many points all over the region, one is drawn from the prior. */
    private static final int PRIOR_EVERY = 4;

    private static final int INCUMBENTS = 5;
    private static final int NEAR_EACH = 25;
    private static final int LOOKED_AT_THOROUGHLY = 30;
    private static final int STARTS = 5;
    private static final double ALIKE = 0.95;

    /** Perturbations range from a thousandth of the cube to a third of it, evenly in their logarithm. */
    private static final double LEAST_SCALE_LOG10 = -3;

    private static final double MOST_SCALE_LOG10 = -0.5;

    private final Cube cube;
    private final Promise model;
    private final TrustRegion region;
    private final Optional<PriorInfluence> prior;
    private final Predicate<double[]> allowed;
    private final Randomness randomness;

    /**
     * A search.
     *
     * @param prior what is believed beforehand, if anything is
     * @param allowed whether a point may be suggested
     */
    AcquisitionSearch(
            Cube cube,
            Promise model,
            TrustRegion region,
            Optional<PriorInfluence> prior,
            Predicate<double[]> allowed,
            Randomness randomness) {
        this.cube = cube;
        this.model = model;
        this.region = region;
        this.prior = prior;
        this.allowed = allowed;
        this.randomness = randomness;
    }

    /** The best point found; empty where none that was looked at is allowed. */
    Optional<double[]> best() {
        LocalSearch climb = new LocalSearch(cube, believed(model.thorough()), region, allowed);
        return starts().stream()
                .map(climb::from)
                .max(Comparator.comparingDouble(LocalSearch.Place::value))
                .map(LocalSearch.Place::point);
    }

    private List<LocalSearch.Place> starts() {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < SPREAD; i++) {
            points.add(cube.snap(i % PRIOR_EVERY == 0 && prior.isPresent() ? wherePriorHasIt() : anywhere()));
        }
        List<double[]> known = model.bestFirst();
        for (double[] incumbent : known.subList(0, Math.min(INCUMBENTS, known.size()))) {
            for (int i = 0; i < NEAR_EACH; i++) {
                points.add(cube.snap(near(incumbent)));
            }
        }
        List<double[]> promising = ranked(points, believed(model.quick()))
                .map(LocalSearch.Place::point)
                .filter(allowed)
                .limit(LOOKED_AT_THOROUGHLY)
                .toList();
        List<LocalSearch.Place> starts = new ArrayList<>();
        for (LocalSearch.Place place :
                ranked(promising, believed(model.thorough())).toList()) {
            if (starts.size() < STARTS
                    && starts.stream().noneMatch(s -> model.correlation(s.point(), place.point()) > ALIKE)) {
                starts.add(place);
            }
        }
        return starts;
    }

    private static Stream<LocalSearch.Place> ranked(List<double[]> points, Acquisition acquisition) {
        return points.stream()
                .map(point -> new LocalSearch.Place(point, acquisition.at(point)))
                .sorted(Comparator.comparingDouble(place -> -place.value()));
    }

    private Acquisition believed(Acquisition acquisition) {
        return prior.map(influence -> influence.on(acquisition)).orElse(acquisition);
    }

    private double[] wherePriorHasIt() {
        double[] place = prior.orElseThrow().draw(randomness.point(cube.dimensions()));
        for (int d = 0; d < place.length; d++) {
            place[d] = cube.isUnordered(d) ? place[d] : region.clip(d, place[d]);
        }
        return place;
    }

    private double[] anywhere() {
        double[] place = randomness.point(cube.dimensions());
        for (int d = 0; d < place.length; d++) {
            place[d] = cube.isUnordered(d) ? place[d] : region.place(d, place[d]);
        }
        return place;
    }

    /** Some of the coordinates moved, at least one on average: by normal steps, or to another category. */
    private double[] near(double[] incumbent) {
        double[] place = incumbent.clone();
        double scale =
                StrictMath.pow(10, LEAST_SCALE_LOG10 + (MOST_SCALE_LOG10 - LEAST_SCALE_LOG10) * randomness.uniform());
        double share = Math.max(1.0 / place.length, randomness.uniform());
        for (int d = 0; d < place.length; d++) {
            boolean moves = randomness.uniform() < share;
            double step = randomness.gaussian();
            double other = randomness.uniform();
            if (Double.isNaN(place[d])) {
                place[d] = other;
            } else if (moves && cube.isUnordered(d)) {
                place[d] = randomness.uniform() < 0.5 ? other : place[d];
            } else if (moves) {
                place[d] = region.clip(d, place[d] + scale * step);
            }
        }
        return place;
    }
}
