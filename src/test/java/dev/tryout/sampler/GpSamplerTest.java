package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GpSamplerTest extends SamplerContract {
    private static final int SEEDS = 5;

    @Override
    Sampler sampler() {
        return new GpSampler();
    }

    @Test
    void findsTheBottomOfAMixedBowl() {
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
        for (int seed = 0; seed < SEEDS; seed++) {
            Configuration best = best(space, seed, 40, bowl);
            assertThat(best.text("kind", "")).isEqualTo("c");
            assertThat(best.integer("depth", 0)).isBetween(12, 14);
            assertThat(bowl.applyAsDouble(best)).isLessThan(0.15);
        }
    }

    @Test
    void findsTheBestCornerWithoutSuggestingItTwice() {
        SearchSpace space = SampleSpaces.unitCube(3);
        List<Configuration> suggested =
                configurations(study(space, 1, 30, c -> c.number("x0", 0) + c.number("x1", 0) + c.number("x2", 0)));
        assertThat(suggested)
                .doesNotHaveDuplicates()
                .anyMatch(c -> c.number("x0", 1) + c.number("x1", 1) + c.number("x2", 1) < 1e-6);
    }

    @Test
    void keepsToConstraintsWhoseBorderIsBest() {
        SearchSpace space =
                new SearchSpace(SampleSpaces.unitCube(2).parameters(), List.of(Constraint.parse("x0 + x1 <= 0.8")));
        Configuration best = best(space, 2, 40, c -> -c.number("x0", 0) - c.number("x1", 0));
        assertThat(best.number("x0", 0) + best.number("x1", 0)).isBetween(0.77, 0.8);
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
        Configuration best = best(
                space, 3, 40, c -> c.value("momentum").isPresent() ? Math.pow(c.number("momentum", 0) - 0.7, 2) : 0.2);
        assertThat(best.number("momentum", -1)).isBetween(0.68, 0.72);
    }

    @Test
    void keepsAwayFromWhereTrialsFail() {
        List<Configuration> all = configurations(
                study(SampleSpaces.unitCube(2), 5, 60, c -> c.number("x0", 0) > 0.5 ? Double.NaN : c.number("x1", 0)));
        assertThat(all.subList(20, 60))
                .filteredOn(c -> c.number("x0", 0) <= 0.5)
                .hasSizeGreaterThan(30);
    }

    @Test
    void keepsAwayFromWhereTrialsRun() {
        SearchSpace space = SampleSpaces.unitCube(2);
        double aware = 0;
        double unaware = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Trial> trials =
                    study(space, seed, 14, c -> Math.sin(9 * c.number("x0", 0)) + Math.cos(11 * c.number("x1", 0)));
            aware += meanDistance(parallel(space, trials, true));
            unaware += meanDistance(parallel(space, trials, false));
        }
        assertThat(aware).isGreaterThan(1.5 * unaware);
    }

    /** A smooth bottom among ripples: what these teach of the whole misleads there. */
    private static double ripples(Configuration configuration) {
        double x = configuration.number("x0", 0) - 0.3;
        double y = configuration.number("x1", 0) - 0.6;
        double distance = Math.hypot(x, 3 * y);
        return distance * distance
                + 0.1 * Math.max(0, distance - 0.2) * Math.pow(Math.sin(30 * x) * Math.sin(30 * y), 2);
    }

    @Test
    void closesInOnTheBottomBesideManyRunningTrials() {
        SearchSpace space = SampleSpaces.unitCube(2);
        double digits = IntStream.range(0, SEEDS)
                .mapToDouble(seed -> -Math.log10(ripples(besideOthers(space, seed, 12, 80))))
                .average()
                .orElseThrow();
        assertThat(digits).isGreaterThan(8.1); // a model of everything gets to 7.4, one of the surroundings to 8.8
    }

    /** The best of some trials of which so many run at once, and the first to begin is the first to end. */
    private Configuration besideOthers(SearchSpace space, long seed, int running, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Configuration next = next(sampler(), request(space, trials, seed)).orElseThrow();
            trials.add(SampleTrials.running(id, next, LOSS));
            if (id > running) {
                Configuration ended = trials.get(id - running - 1).configuration();
                trials.set(id - running - 1, SampleTrials.complete(id - running, ended, LOSS, ripples(ended)));
            }
        }
        return trials.stream()
                .map(Trial::configuration)
                .min(Comparator.comparingDouble(GpSamplerTest::ripples))
                .orElseThrow();
    }

    /** Eight suggestions in a row without results, with or without knowing of each other. */
    private List<Configuration> parallel(SearchSpace space, List<Trial> trials, boolean aware) {
        List<Trial> extended = new ArrayList<>(trials);
        List<Configuration> suggested = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Trial> known = aware ? extended : trials;
            Configuration next = next(
                            sampler(), new SuggestionRequest(space, LOSS, History.of(known), trials.size() + i, 4))
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

    @Test
    void asksOthersWhereAModelHasNothingToLearn() {
        SearchSpace space = space();
        List<Trial> flat = study(space, 1, 15, c -> 0.5);
        assertThat(sampler().suggest(request(space, flat, 1)))
                .hasValueSatisfying(s -> assertThat(s.note()).startsWith("gp: all values are equal so far: Sobol"));
    }

    @Test
    void copesWithValuesAtTheEndsOfWhatDoublesHold() {
        for (double huge : new double[] {1e300, Double.MAX_VALUE, 1e-300, Double.MIN_VALUE}) {
            List<Trial> trials = study(
                    space(), 6, 40, c -> c.text("optimizer", "").equals("sgd") ? -huge : huge * c.number("dropout", 0));
            assertThat(configurations(trials)).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @Test
    void copesWithTheSamePointMeasuredManyTimes() {
        SearchSpace space = SampleSpaces.unitCube(3);
        Configuration point = space.fromUnit(new double[] {0.2, 0.3, 0.4});
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            trials.add(SampleTrials.complete(id, point, LOSS, id % 3));
        }
        assertThat(next(sampler(), request(space, trials, 1)))
                .hasValueSatisfying(c -> assertThat(c).isNotEqualTo(point));
    }

    @Test
    void copesWithManyDimensions() {
        SearchSpace space = SampleSpaces.unitCube(40);
        List<Configuration> suggested = configurations(study(
                space, 1, 40, c -> Math.pow(c.number("x0", 0) - 0.4, 2) + Math.pow(c.number("x1", 0) - 0.4, 2)));
        assertThat(suggested).hasSize(40).doesNotHaveDuplicates().allMatch(space::contains);
    }

    @Test
    void suggestsTheSameForShuffledHistories() {
        List<Trial> trials = new ArrayList<>(study(space(), 8, 30, c -> c.number("dropout", 0)));
        for (Configuration running : configurations(study(space(), 9, 3, c -> 0))) {
            trials.add(SampleTrials.running(trials.size() + 1, running, LOSS));
        }
        List<Trial> shuffled = new ArrayList<>(trials);
        Collections.reverse(shuffled);
        assertThat(sampler().suggest(request(space(), shuffled, 8)))
                .isEqualTo(sampler().suggest(request(space(), trials, 8)));
    }

    private Configuration best(SearchSpace space, long seed, int trials, ToDoubleFunction<Configuration> objective) {
        return configurations(study(space, seed, trials, objective)).stream()
                .min((a, b) -> Double.compare(objective.applyAsDouble(a), objective.applyAsDouble(b)))
                .orElseThrow();
    }

    @Test
    void profitsFromAGoodPrior() {
        SearchSpace blind = SampleSpaces.unitCube(4);
        double with = 0;
        double without = 0;
        for (int seed = 0; seed < 6; seed++) {
            with += best(study(SampleSpaces.withPriors(blind), seed, 12, GpSamplerTest::lowBowl));
            without += best(study(blind, seed, 12, GpSamplerTest::lowBowl));
        }
        assertThat(with).isLessThan(0.6 * without);
    }

    private static double lowBowl(Configuration configuration) {
        return configuration.values().values().stream()
                .mapToDouble(value -> Math.pow((Double) value - 0.2, 2))
                .sum();
    }

    private static double best(List<Trial> trials) {
        return trials.stream()
                .mapToDouble(trial -> lowBowl(trial.configuration()))
                .min()
                .orElseThrow();
    }
}
