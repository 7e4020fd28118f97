package dev.tryout.insight;

import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * All that a search teaches. The same trials and seed give the same insights.
 *
 * @param comparison what the parameters are judged by, or null where there are too few trials: then there are no importances
 * @param importances one for each searched parameter, in the order of the space
 * @param regions for the parameters that matter, in the order of the space
 * @param settling or null where too few trials reached a second epoch
 */
public record Insights(
        @Nullable Comparison comparison,
        List<Importance> importances,
        List<Region> regions,
        @Nullable RankSettling settling) {
    public Insights {
        importances = List.copyOf(importances);
        regions = List.copyOf(regions);
    }

    /**
     * Takes some tenths of a second for hundreds of trials.
     *
     * @param trials in the order of suggestion
     */
    public static Insights of(SearchSpace space, Metric metric, List<Trial> trials, long seed) {
        RankSettling settling = RankSettling.of(trials, metric).orElse(null);
        Comparison comparison = Comparison.of(trials, metric).orElse(null);
        List<Parameter> searched = space.searched();
        if (comparison == null || searched.isEmpty()) {
            return new Insights(comparison, List.of(), List.of(), settling);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Table table = Table.of(space, metric, comparison);
        Forest forest = Importance.forest(table, random);
        List<Importance> importances = Importance.of(space, table, forest, random);
        List<Region> regions = new ArrayList<>();
        for (int d = 0; d < searched.size(); d++) {
            if (importances.get(d).matters()) {
                regions.add(Region.of(searched.get(d), d, forest));
            }
        }
        return new Insights(comparison, importances, regions, settling);
    }

    /** Where the parameter was best; empty where it does not matter. */
    public Optional<Region> region(String parameter) {
        return regions.stream()
                .filter(region -> region.parameter().equals(parameter))
                .findFirst();
    }
}
