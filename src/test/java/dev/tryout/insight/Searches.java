package dev.tryout.insight;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Finished random searches over made functions, to be minimised. */
final class Searches {
    private Searches() {}

    /** Parameters {@code x0, x1, ...} from 0 to 1. */
    static SearchSpace cube(int dimensions) {
        return new SearchSpace(
                IntStream.range(0, dimensions)
                        .mapToObj(d -> new Parameter("x" + d, new FloatDomain(0, 1, Scale.LINEAR), null))
                        .toList(),
                List.of());
    }

    /** A learning rate, a choice of three, and a momentum for one of the three. */
    static SearchSpace mixed() {
        return new SearchSpace(
                List.of(
                        new Parameter("rate", new FloatDomain(1e-5, 1e-1, Scale.LOG), null),
                        new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd", "lion")), null),
                        new Parameter(
                                "momentum",
                                new FloatDomain(0.5, 0.9, Scale.LINEAR),
                                new Condition(Map.of("optimizer", List.of("sgd"))))),
                List.of());
    }

    static List<Trial> random(SearchSpace space, int count, long seed, ToDoubleBiFunction<Configuration, Random> loss) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Configuration configuration =
                    space.fromUnit(random.doubles(space.searched().size()).toArray());
            trials.add(curve(id, configuration, loss.applyAsDouble(configuration, random)));
        }
        return trials;
    }

    /** A completed trial with these losses, an epoch each. */
    static Trial curve(int id, Configuration configuration, double... losses) {
        return SampleTrials.ended(TrialState.COMPLETE, id, configuration, SampleTrials.LOSS, losses);
    }

    static Insights insights(SearchSpace space, List<Trial> trials) {
        return Insights.of(space, SampleTrials.LOSS, trials, 1);
    }

    static double x(Configuration configuration, int dimension) {
        return configuration.number("x" + dimension, Double.NaN);
    }
}
