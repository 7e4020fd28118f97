package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest extends SamplerContract {
    private static final int SEEDS = 20;

    @Override
    Sampler sampler() {
        return new TpeSampler();
    }

    @Test
    void beatsRandomSearchOnAMixedBowl() {
        SearchSpace space = new SearchSpace(
                List.of(
                        SampleSpaces.parameter("rate", new FloatDomain(1e-6, 1, Scale.LOG)),
                        SampleSpaces.parameter("depth", new IntDomain(0, 20, Scale.LINEAR)),
                        SampleSpaces.parameter("width", new IntDomain(1, 512, Scale.LOG)),
                        SampleSpaces.parameter("kind", new CategoricalDomain(List.of("a", "b", "c", "d")))),
                List.of());
        ToDoubleFunction<Configuration> bowl = c -> Math.pow(Math.log10(c.number("rate", 0)) + 2.5, 2)
                + Math.pow((c.integer("depth", 0) - 13) / 5.0, 2)
                + Math.pow(Math.log(c.number("width", 0) / 64), 2)
                + (c.text("kind", "").equals("c") ? 0 : 1);
        double tpe = meanBest(new TpeSampler(), space, bowl, 50);
        double random = meanBest(new RandomSampler(), space, bowl, 50);
        assertThat(tpe).isLessThan(0.3 * random);
    }

    @Test
    void searchesWithinTheBranchThatPays() {
        SearchSpace space = new SearchSpace(
                List.of(
                        SampleSpaces.parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd", "lion"))),
                        new Parameter(
                                "momentum",
                                new FloatDomain(0, 1, Scale.LINEAR),
                                new Condition(Map.of("optimizer", List.of("sgd")))),
                        new Parameter(
                                "beta",
                                new FloatDomain(0, 1, Scale.LINEAR),
                                new Condition(Map.of("optimizer", List.of("adamw"))))),
                List.of());
        ToDoubleFunction<Configuration> objective =
                c -> c.value("momentum").isPresent() ? Math.abs(c.number("momentum", 0) - 0.7) : 0.6;
        List<Configuration> late =
                configurations(study(space, 3, 60, objective)).subList(40, 60);
        assertThat(late)
                .filteredOn(c -> Math.abs(c.number("momentum", -1) - 0.7) < 0.1)
                .hasSizeGreaterThan(12);
    }

    @Test
    void keepsAwayFromWhereTrialsFail() {
        List<Configuration> all = configurations(
                study(SampleSpaces.unitCube(2), 5, 80, c -> c.number("x0", 0) > 0.5 ? Double.NaN : c.number("x1", 0)));
        assertThat(all.subList(40, 80))
                .filteredOn(c -> c.number("x0", 0) <= 0.5)
                .hasSizeGreaterThan(32);
    }

    @Test
    void keepsAwayFromWhereTrialsRun() {
        SearchSpace space = SampleSpaces.unitCube(2);
        ToDoubleFunction<Configuration> bowl =
                c -> Math.pow(c.number("x0", 0) - 0.4, 2) + Math.pow(c.number("x1", 0) - 0.4, 2);
        double spread = 0;
        double crowd = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Trial> trials = study(space, seed, 40, bowl);
            spread += meanDistance(parallel(space, trials, seed, true));
            crowd += meanDistance(parallel(space, trials, seed, false));
        }
        assertThat(spread).isGreaterThan(1.1 * crowd);
    }

    @Test
    void learnsFromPrunedTrials() {
        SearchSpace space = SampleSpaces.unitCube(1);
        List<Trial> pruned = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            double x = (id - 0.5) / 40;
            pruned.add(SampleTrials.ended(
                    TrialState.PRUNED, id, space.fromUnit(new double[] {x}), LOSS, 2, Math.abs(x - 0.8), 3));
        }
        List<Configuration> suggested = IntStream.range(0, 20)
                .mapToObj(seed -> next(sampler(), request(space, pruned, seed)).orElseThrow())
                .toList();
        assertThat(suggested)
                .filteredOn(c -> Math.abs(c.number("x0", 0) - 0.8) < 0.15)
                .hasSizeGreaterThan(15);
    }

    @Test
    void profitsFromAGoodPriorAndForgetsAWrongOne() {
        SearchSpace blind = SampleSpaces.unitCube(4);
        SearchSpace informed = SampleSpaces.withPriors(blind);
        double none = meanBest(new TpeSampler(), blind, bowl(0.2), 15);
        assertThat(meanBest(new TpeSampler(), informed, bowl(0.2), 15)).isLessThan(0.4 * none);
        double late = meanBest(new TpeSampler(), blind, bowl(0.8), 100);
        double random = meanBest(new RandomSampler(), blind, bowl(0.8), 100);
        double wrong = meanBest(new TpeSampler(), informed, bowl(0.8), 100);
        assertThat(wrong).isLessThan(2 * late).isLessThan(0.3 * random);
    }

    private static ToDoubleFunction<Configuration> bowl(double bottom) {
        return c -> c.values().values().stream()
                .mapToDouble(value -> Math.pow((Double) value - bottom, 2))
                .sum();
    }

    @Test
    void comparesTrialsThatEndedAtDifferentEpochs() {
        SearchSpace space = SampleSpaces.unitCube(1);
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            double x = (id - 0.5) / 40;
            boolean isLong = x < 0.5;
            // The long ones gained 5 in their second epoch; the short ones near 0.8 began better than all of these.
            double first = 10 + (isLong ? 1 : 0) + Math.abs(x - 0.8);
            double[] losses = isLong ? new double[] {first, first - 5} : new double[] {first};
            TrialState state = isLong ? TrialState.COMPLETE : TrialState.PAUSED;
            trials.add(SampleTrials.ended(state, id, space.fromUnit(new double[] {x}), LOSS, losses));
        }
        List<Configuration> suggested = IntStream.range(0, 20)
                .mapToObj(seed -> next(sampler(), request(space, trials, seed)).orElseThrow())
                .toList();
        assertThat(suggested)
                .filteredOn(c -> Math.abs(c.number("x0", 0) - 0.8) < 0.2)
                .hasSizeGreaterThan(14);
    }

    @Test
    void startsAsSearchesDo() {
        assertThat(configurations(study(space(), 4, 8, c -> 1)))
                .isEqualTo(configurations(new SobolStartTest().study(space(), 4, 8, c -> 1)));
    }

    /** Eight suggestions in a row without results, with or without knowing of each other. */
    private static List<Configuration> parallel(SearchSpace space, List<Trial> trials, long seed, boolean aware) {
        List<Trial> extended = new ArrayList<>(trials);
        List<Configuration> suggested = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Configuration next = next(
                            new TpeSampler(),
                            new SuggestionRequest(
                                    space, LOSS, History.of(aware ? extended : trials), trials.size() + i, seed))
                    .orElseThrow();
            suggested.add(next);
            extended.add(SampleTrials.running(extended.size() + 1, next, LOSS));
        }
        return suggested;
    }

    private static double meanDistance(List<Configuration> points) {
        return points.stream()
                .flatMapToDouble(a -> points.stream()
                        .mapToDouble(b -> Math.hypot(
                                a.number("x0", 0) - b.number("x0", 0), a.number("x1", 0) - b.number("x1", 0))))
                .average()
                .orElseThrow();
    }

    private static double meanBest(
            Sampler sampler, SearchSpace space, ToDoubleFunction<Configuration> objective, int trials) {
        SamplerContract contract = new SamplerContract() {
            @Override
            Sampler sampler() {
                return sampler;
            }
        };
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> configurations(contract.study(space, seed, trials, objective)).stream()
                        .mapToDouble(objective)
                        .min()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }
}
