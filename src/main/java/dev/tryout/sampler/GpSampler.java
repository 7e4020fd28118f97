package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import java.util.Optional;

/**
 * Bayesian optimisation with a Gaussian process: of all configurations, the one whose expected improvement on the best so far is
 * largest. The process and what it assumes are in {@link ScoreModel} and {@code dev.tryout.surrogate}.
 *
 * <p>The first suggestions are a Sobol sequence. What trials without a result yet may end as is drawn from the model, many times over,
 * so that parallel suggestions keep apart and improve on each other. Now and then TPE suggests, more often where noise hides what the model could learn: the one does well where
 * the other's assumptions fail. In spaces of many dimensions, after many trials and beside many running ones, every second search
 * keeps to the surroundings of the best point. (Of many trials at once, expected improvement alone sends but a few there: once these
 * run, the rest of the space promises more. How near is near is drawn anew each time, as results come too late to learn it, and the
 * model then is one of the {@link Neighbourhood} alone.) Where parameters have priors, they join the expected improvement as {@link PriorInfluence} says.
 */
final class GpSampler implements Sampler {
    /** Trials before the model is asked, and how many of them need a value. */
    static final int STARTUP_TRIALS = 10;

    static final int LEAST_MEASURED = 4;

    /** One suggestion in so many is TPE's, usually and where there is much noise, after the first ones. */
    static final int TPE_EVERY = 20;

    static final int TPE_EVERY_IF_NOISY = 4;

    /** Dimensions, or observations, from which on every second search is local. */
    static final int MANY_DIMENSIONS = 13;

    static final int MANY_OBSERVATIONS = 150;

    /** Running trials from on which every second search is local. */
    static final int MANY_RUNNING = 6;

    /** Observations around the best point that a model of its surroundings learns from. */
    static final int NEIGHBOURS = 45;

    private final Sampler startup = SobolSampler.start();
    private final Sampler tpe = new TpeSampler();

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        Observations seen = Observations.of(request);
        if (request.history().size() < STARTUP_TRIALS || seen.measured() < LEAST_MEASURED) {
            return startup.suggest(request);
        }
        Neighbourhood everything = Neighbourhood.everything(seen);
        if (everything.isFlat()) {
            return noted(startup.suggest(request), "gp: all values are equal so far: ");
        }
        if (request.number() >= 2 * TPE_EVERY && request.number() % TPE_EVERY == 0) {
            return noted(tpe.suggest(request), "gp, for variety: ");
        }
        SearchSpace space = request.space();
        Cube cube = new Cube(space);
        Randomness randomness = Randomness.of(request);
        ScoreModel model = ScoreModel.of(cube, everything, randomness);
        if (model.isNoisy() && request.number() % TPE_EVERY_IF_NOISY == TPE_EVERY_IF_NOISY - 1) {
            return noted(tpe.suggest(request), "gp, as there is much noise: ");
        }
        boolean large = cube.dimensions() >= MANY_DIMENSIONS || seen.finished().size() >= MANY_OBSERVATIONS;
        boolean crowded = seen.pending().size() >= MANY_RUNNING;
        boolean local = (large || crowded) && request.number() % 2 == 0;
        double[] centre = model.bestFirst().get(0);
        TrustRegion region = TrustRegion.everywhere(cube.dimensions());
        if (local && large) {
            region = TrustRegion.around(centre, seen.losses(), model.lengths());
        } else if (local) {
            double side = TrustRegion.sideOfAnyScale(randomness);
            model = around(centre, cube, everything, model, randomness);
            region = TrustRegion.around(centre, side, model.lengths());
        }
        Tried tried = new Tried(request);
        Optional<Configuration> best = new AcquisitionSearch(
                        cube,
                        model,
                        region,
                        PriorInfluence.of(request, seen.finished().size()),
                        point -> tried.allows(cube.configuration(point)),
                        randomness)
                .best()
                .map(cube::configuration);
        String note = local ? "gp, near the best" : "gp";
        return best.<Suggestion>map(configuration -> new Suggestion.Start(configuration, note))
                .or(() -> noted(tpe.suggest(request), "gp found nothing new: "));
    }

    /** The model of what is known around a point; the one of everything where that is all, or tells nothing. */
    private static ScoreModel around(
            double[] centre, Cube cube, Neighbourhood everything, ScoreModel model, Randomness randomness) {
        Neighbourhood near =
                everything.nearest(NEIGHBOURS, configuration -> model.correlation(cube.point(configuration), centre));
        boolean isLess = near.finished().size() < everything.finished().size();
        return isLess && !near.isFlat() ? ScoreModel.of(cube, near, randomness) : model;
    }

    private static Optional<Suggestion> noted(Optional<Suggestion> suggestion, String prefix) {
        return suggestion.map(made -> made instanceof Suggestion.Start start
                ? new Suggestion.Start(start.configuration(), start.to(), prefix + start.note())
                : made);
    }
}
