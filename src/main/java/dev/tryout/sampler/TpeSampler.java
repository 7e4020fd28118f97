package dev.tryout.sampler;

import dev.tryout.parzen.ParzenEstimator;
import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tree-structured Parzen estimator over all parameters jointly (Bergstra et al. 2011, "Algorithms for hyper-parameter
 * optimization"; Watanabe 2023, arXiv 2304.11127, for the choices below). The best trials give a density l, all others a density
 * g; of some configurations drawn from l, the one with the largest l/g is suggested.
 *
 * <p>Trials that are over or paused count with their best value, as far as their epochs compare: see {@link Projection}. Failed
 * trials belong to the others, and so does a trial that runs: it keeps parallel suggestions apart. The first suggestions, until
 * enough trials have a value, are a Sobol sequence.
 *
 * <p>Where parameters have priors, they join l/g as {@link PriorInfluence} says, and some candidates are drawn from them.
 */
final class TpeSampler implements Sampler {
    /** Trials with a value before the model is asked. */
    static final int STARTUP_TRIALS = 10;

    /** Configurations drawn from l. */
    static final int CANDIDATES = 24;

    /** Draws for each of them before constraints and repetitions have used up the patience. */
    static final int MAX_TRIES_EACH = 50;

    /** Of so many candidates, one is drawn from the prior. */
    static final int PRIOR_EVERY = 4;

    private final Sampler startup = SobolSampler.start();
    private final TrialMemory memory = new TrialMemory();

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        List<Seen> scored = new ArrayList<>();
        List<Seen> unscored = new ArrayList<>();
        for (Seen seen : memory.of(request)) {
            (Split.isScored(seen) ? scored : unscored).add(seen);
        }
        if (scored.size() < STARTUP_TRIALS) {
            return startup.suggest(request);
        }
        Split split = Split.of(scored, unscored);
        Tried tried = new Tried(request);
        Randomness randomness = Randomness.of(request);
        Optional<PriorInfluence> prior = PriorInfluence.of(request, scored.size());
        return best(request.space(), split, prior, tried, randomness)
                .<Suggestion>map(configuration -> new Suggestion.Start(configuration, "tpe"))
                .or(() -> Draw.evenly(request.space(), tried, randomness)
                        .map(configuration -> new Suggestion.Start(configuration, "random")));
    }

    private static Optional<Configuration> best(
            SearchSpace space, Split split, Optional<PriorInfluence> prior, Tried tried, Randomness randomness) {
        ParzenEstimator below = new ParzenEstimator(space, split.good(), split.weights());
        ParzenEstimator above = new ParzenEstimator(space, split.others());
        Configuration best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        int tries = CANDIDATES * MAX_TRIES_EACH;
        for (int candidates = 0; candidates < CANDIDATES && tries > 0; tries--) {
            boolean byPrior = prior.isPresent() && candidates % PRIOR_EVERY == 0;
            double[] drawn = byPrior
                    ? prior.get().draw(randomness.point(space.searched().size()))
                    : below.draw(randomness::uniform);
            Configuration candidate = space.fromUnit(drawn);
            if (tried.allows(candidate)) {
                candidates++;
                double[] point = space.toUnit(candidate);
                double score = below.logDensity(point) - above.logDensity(point);
                if (prior.isPresent()) {
                    score += prior.get().at(point);
                }
                if (best == null || score > bestScore) {
                    best = candidate;
                    bestScore = score;
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
