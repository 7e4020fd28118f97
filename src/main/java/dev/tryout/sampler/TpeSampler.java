package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A tree-structured Parzen estimator over all parameters jointly (Bergstra et al. 2011, "Algorithms for hyper-parameter
 * optimization"; Watanabe 2023, arXiv 2304.11127, for the choices below). The best trials give a density l, all others a density
 * g; of some configurations drawn from l, the one with the largest l/g is suggested.
 *
 * <p>Completed and pruned trials count with their best value. Failed trials belong to the others, and so does a trial without a
 * result yet: it keeps parallel suggestions apart. The first suggestions, until enough trials have a value, are a Sobol sequence.
 */
final class TpeSampler implements Sampler {
    /** Trials with a value before the model is asked. */
    static final int STARTUP_TRIALS = 10;

    /** The share of the trials with a value that count as good, and the most of them. */
    static final double GOOD_SHARE = 0.15;

    static final int MAX_GOOD = 25;

    /** Configurations drawn from l. */
    static final int CANDIDATES = 24;

    /** Draws for each of them before constraints and repetitions have used up the patience. */
    static final int MAX_TRIES_EACH = 50;

    /** The least weight of a good trial: that of the best one is 1. */
    static final double LEAST_WEIGHT = 0.001;

    private final Sampler startup = new SobolSampler();

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        Metric metric = request.metric();
        List<Trial> scored = new ArrayList<>();
        List<Trial> others = new ArrayList<>();
        for (Trial trial : request.trials()) {
            boolean counts = trial.state() == TrialState.COMPLETE || trial.state() == TrialState.PRUNED;
            (counts && trial.score(metric).isPresent() ? scored : others).add(trial);
        }
        if (scored.size() < STARTUP_TRIALS) {
            return startup.suggest(request);
        }
        scored.sort(
                Comparator.<Trial>comparingDouble(trial -> loss(trial, metric)).thenComparing(Trial::id));
        others.sort(Comparator.comparing(Trial::id));
        int goodCount = Math.min(MAX_GOOD, (int) Math.ceil(GOOD_SHARE * scored.size()));
        List<Trial> good = scored.subList(0, goodCount);
        others.addAll(0, scored.subList(goodCount, scored.size()));

        SearchSpace space = request.space();
        double threshold = loss(scored.get(goodCount), metric);
        ParzenEstimator below = new ParzenEstimator(space, points(space, good), weights(good, threshold, metric));
        ParzenEstimator above = new ParzenEstimator(space, points(space, others), equalWeights(others.size()));
        Tried tried = new Tried(request);
        Randomness randomness = Randomness.of(request);
        return best(space, below, above, tried, randomness)
                .<Suggestion>map(configuration -> new Suggestion.Start(configuration, "tpe"))
                .or(() -> Draw.evenly(space, tried, randomness)
                        .map(configuration -> new Suggestion.Start(configuration, "random")));
    }

    private static Optional<Configuration> best(
            SearchSpace space, ParzenEstimator below, ParzenEstimator above, Tried tried, Randomness randomness) {
        Configuration best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        int tries = CANDIDATES * MAX_TRIES_EACH;
        for (int candidates = 0; candidates < CANDIDATES && tries > 0; tries--) {
            Configuration candidate = space.fromUnit(below.draw(randomness));
            if (tried.allows(candidate)) {
                candidates++;
                double[] point = space.toUnit(candidate);
                double score = below.logDensity(point) - above.logDensity(point);
                if (best == null || score > bestScore) {
                    best = candidate;
                    bestScore = score;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static double loss(Trial trial, Metric metric) {
        return metric.loss(trial.score(metric).orElseThrow());
    }

    private static double[][] points(SearchSpace space, List<Trial> trials) {
        return trials.stream().map(trial -> space.toUnit(trial.configuration())).toArray(double[][]::new);
    }

    /** By how much each good trial improves on the threshold: their sum is their number. */
    private static double[] weights(List<Trial> good, double threshold, Metric metric) {
        double range = threshold - loss(good.get(0), metric);
        if (!(range > 0) || Double.isInfinite(range)) {
            return equalWeights(good.size());
        }
        double[] weights = good.stream()
                .mapToDouble(trial -> Math.max(LEAST_WEIGHT, (threshold - loss(trial, metric)) / range))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight * good.size() / sum).toArray();
    }

    private static double[] equalWeights(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        return weights;
    }
}
