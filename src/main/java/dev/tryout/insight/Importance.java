package dev.tryout.insight;

import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How much of the variance of the scores over the whole space goes back to a parameter, by functional analysis of variance of a
 * random forest (see {@link TreeVariance}). The values of a parameter that is not active change nothing, so a parameter that
 * seldom is can explain little. Constraints are not counted with: the forest knows only what trials showed.
 *
 * <p>A forest explains noise too. How much of it is told by shuffling: the parameter's values are exchanged among the trials at
 * random, {@value #SHUFFLES} times, and the second highest share found so is the noise; an irrelevant parameter exceeds it once
 * in twenty times (Altmann et al. 2010, "Permutation importance", Bioinformatics 26, here for each parameter with the others kept).
 *
 * @param parameter its name
 * @param alone the share that it explains by itself, 0 to 1
 * @param withOthers the share that it has a part in, interactions included
 * @param low {@code withOthers} as the lowest tenth of the trees has it, each grown on its own bootstrap of the trials
 * @param high as the highest tenth has it
 * @param noise the share that {@code withOthers} must exceed to be more than noise
 */
public record Importance(String parameter, double alone, double withOthers, double low, double high, double noise) {
    private static final int TREES = 64;
    private static final int SHUFFLES = 39;
    private static final int TREES_PER_SHUFFLE = 6;
    /** One more share like these 39 is above the second highest of them once in twenty times. */
    private static final int NOISE_RANK = 2;

    private static final double TENTH = 0.1;

    /** Whether it explains more than noise. */
    public boolean matters() {
        return withOthers > noise;
    }

    static Forest forest(Table table, SplittableRandom random) {
        return Forest.grow(table, TREES, random);
    }

    /** One for each searched parameter, in the order of the space. */
    static List<Importance> of(SearchSpace space, Table table, Forest forest, SplittableRandom random) {
        List<TreeVariance> variances = forest.variances();
        double total = mean(variances, TreeVariance::total);
        List<Importance> importances = new ArrayList<>();
        List<Parameter> searched = space.searched();
        for (int d = 0; d < searched.size(); d++) {
            int dimension = d;
            double[] shares = variances.stream()
                    .mapToDouble(variance -> share(variance.withOthers().get(dimension), variance.total()))
                    .sorted()
                    .toArray();
            int tenth = (int) (TENTH * shares.length);
            importances.add(new Importance(
                    searched.get(d).name(),
                    share(mean(variances, variance -> variance.alone().get(dimension)), total),
                    share(mean(variances, variance -> variance.withOthers().get(dimension)), total),
                    shares[tenth],
                    shares[shares.length - 1 - tenth],
                    share(noise(table, d, random), total)));
        }
        return importances;
    }

    /** The variance that a forest finds with others where there is none. */
    private static double noise(Table table, int dimension, SplittableRandom random) {
        double[] found = new double[SHUFFLES];
        for (int k = 0; k < SHUFFLES; k++) {
            Forest shuffled = Forest.grow(table.shuffled(dimension, random), TREES_PER_SHUFFLE, random);
            found[k] =
                    mean(shuffled.variances(), variance -> variance.withOthers().get(dimension));
        }
        Arrays.sort(found);
        return found[SHUFFLES - NOISE_RANK];
    }

    private static double mean(List<TreeVariance> variances, ToDoubleFunction<TreeVariance> part) {
        return variances.stream().mapToDouble(part).average().orElse(0);
    }

    private static double share(double part, double total) {
        return total > 0 ? part / total : 0;
    }
}
