package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What every sampler must keep to. */
abstract class SamplerContract {
    private static final long SEED = 42;
    private static final int TRIALS = 60;

    abstract Sampler sampler();

    /** A space that the sampler can search, of at least {@value #TRIALS} configurations. */
    SearchSpace space() {
        return SampleSpaces.MIXED;
    }

    @Test
    void staysWithinBoundsConditionsAndConstraints() {
        assertThat(configurations(study(space(), SEED, TRIALS, SamplerContract::hash)))
                .hasSize(TRIALS)
                .allMatch(space()::contains);
    }

    @Test
    void staysWithinAndKeepsToItsSeedWithPriors() {
        SearchSpace space = SampleSpaces.withPriors(space());
        List<Trial> trials = study(space, SEED, TRIALS, SamplerContract::hash);
        assertThat(configurations(trials))
                .hasSize(TRIALS)
                .allMatch(space::contains)
                .doesNotHaveDuplicates();
        assertThat(study(space, SEED, TRIALS, SamplerContract::hash)).isEqualTo(trials);
    }

    @Test
    void suggestsTheSameForTheSameSeedEvenFromANewInstance() {
        assertThat(study(space(), SEED, TRIALS, SamplerContract::hash))
                .isEqualTo(study(space(), SEED, TRIALS, SamplerContract::hash));
        List<Trial> trials = study(space(), SEED, TRIALS / 2, SamplerContract::hash);
        Sampler used = sampler();
        used.suggest(request(SampleSpaces.FINITE, List.of(), 7));
        used.suggest(request(space(), trials.subList(0, 3), 7));
        assertThat(used.suggest(request(space(), trials, SEED)))
                .isEqualTo(sampler().suggest(request(space(), trials, SEED)));
    }

    @Test
    void suggestsOtherwiseForAnotherSeed() {
        assertThat(configurations(study(space(), 1, 10, SamplerContract::hash)))
                .isNotEqualTo(configurations(study(space(), 2, 10, SamplerContract::hash)));
    }

    @Test
    void neverRepeatsAConfigurationAndEndsWhereTheSpaceDoes() {
        List<Trial> trials = study(SampleSpaces.FINITE, SEED, 1_000, SamplerContract::hash);
        assertThat(new HashSet<>(configurations(trials))).hasSize(SampleSpaces.FINITE_SIZE);
        assertThat(trials).hasSize(SampleSpaces.FINITE_SIZE);
        assertThat(sampler().suggest(request(SampleSpaces.FINITE, trials, SEED)))
                .isEmpty();
    }

    @Test
    void findsTheLastConfigurationLeft() {
        List<Trial> all = study(SampleSpaces.FINITE, SEED, 1_000, SamplerContract::hash);
        for (Trial missing : all) {
            List<Trial> others =
                    all.stream().filter(t -> t.id() != missing.id()).toList();
            assertThat(next(sampler(), request(SampleSpaces.FINITE, others, 3))).contains(missing.configuration());
        }
    }

    @Test
    void suggestsTheOnlyConfigurationOnce() {
        SearchSpace single = new SearchSpace(
                List.of(
                        SampleSpaces.parameter("epochs", new FixedDomain(3)),
                        SampleSpaces.parameter("depth", new IntDomain(2, 2, Scale.LOG))),
                List.of());
        assertThat(configurations(study(single, SEED, 5, SamplerContract::hash)))
                .extracting(Configuration::toString)
                .containsExactly("epochs=3 depth=2");
    }

    @Test
    void endsWhereNoConfigurationMeetsTheConstraints() {
        SearchSpace space = new SearchSpace(
                space().parameters(),
                List.of(Constraint.parse(space().parameters().get(0).name() + " < 0")));
        assertThat(sampler().suggest(request(space, List.of(), SEED))).isEmpty();
    }

    @Test
    void copesWithValuesThatAreAllEqual() {
        assertDistinctAndContained(study(space(), SEED, TRIALS, c -> 0.5));
    }

    @Test
    void copesWithFailedTrialsAndNaN() {
        assertDistinctAndContained(study(space(), SEED, TRIALS, c -> Double.NaN));
        assertDistinctAndContained(study(space(), SEED, TRIALS, c -> hash(c) < 0.5 ? Double.NaN : hash(c)));
        assertDistinctAndContained(
                study(space(), SEED, TRIALS, c -> hash(c) < 0.5 ? Double.NEGATIVE_INFINITY : 1e300 * hash(c)));
    }

    @Test
    void copesWithTrialsThatAllRun() {
        List<Trial> trials = new ArrayList<>();
        Sampler sampler = sampler();
        for (int id = 1; id <= TRIALS; id++) {
            Configuration suggestion =
                    next(sampler, request(space(), trials, SEED)).orElseThrow();
            trials.add(SampleTrials.running(id, suggestion, LOSS));
        }
        assertDistinctAndContained(trials);
    }

    @Test
    void copesWithThousandsOfTrials() {
        Random random = new Random(1);
        List<Trial> trials = new ArrayList<>();
        Tried none = new Tried(request(space(), List.of(), SEED));
        int dimensions = space().searched().size();
        while (trials.size() < 3_000) {
            Configuration drawn = space().fromUnit(random.doubles(dimensions).toArray());
            if (none.allows(drawn)) {
                trials.add(SampleTrials.complete(trials.size() + 1, drawn, LOSS, hash(drawn)));
            }
        }
        next(sampler(), request(space(), trials, SEED)).ifPresent(suggestion -> {
            assertThat(space().contains(suggestion)).isTrue();
            assertThat(configurations(trials)).doesNotContain(suggestion);
        });
    }

    @Test
    void ignoresInWhichOrderWhereAndWhenTrialsRan() {
        List<Trial> trials = study(space(), SEED, 30, SamplerContract::hash);
        List<Trial> elsewhere = new ArrayList<>();
        for (Trial trial : trials) {
            Trial again = Trial.suggested(trial.id(), trial.configuration(), "", trial.epochs())
                    .assigned("far", 1, 5)
                    .lost(true, false, "gone", 6)
                    .assigned("near", 2, 1_000 - trial.id());
            elsewhere.add(again.measured(trial.measurements().get(0)).ended(trial.state(), "otherwise", 2_000));
        }
        Collections.shuffle(elsewhere, new Random(3));
        assertThat(sampler().suggest(request(space(), elsewhere, SEED)))
                .isEqualTo(sampler().suggest(request(space(), trials, SEED)))
                .isPresent();
    }

    private void assertDistinctAndContained(List<Trial> trials) {
        assertThat(trials).hasSize(TRIALS);
        assertThat(configurations(trials)).doesNotHaveDuplicates().allMatch(space()::contains);
    }

    /** A study of one worker until the space ends; trials whose value is not finite fail. */
    final List<Trial> study(SearchSpace space, long seed, int most, ToDoubleFunction<Configuration> objective) {
        List<Trial> trials = new ArrayList<>();
        Sampler sampler = sampler();
        while (trials.size() < most) {
            Optional<Configuration> suggestion = next(sampler, request(space, trials, seed));
            if (suggestion.isEmpty()) {
                return trials;
            }
            double value = objective.applyAsDouble(suggestion.get());
            TrialState state = Double.isFinite(value) ? TrialState.COMPLETE : TrialState.FAILED;
            trials.add(SampleTrials.ended(state, trials.size() + 1, suggestion.get(), LOSS, value));
        }
        return trials;
    }

    /** The configuration of the trial that the sampler would begin. */
    static Optional<Configuration> next(Sampler sampler, SuggestionRequest request) {
        return sampler.suggest(request).map(suggestion -> ((Suggestion.Start) suggestion).configuration());
    }

    static SuggestionRequest request(SearchSpace space, List<Trial> trials, long seed) {
        return new SuggestionRequest(space, LOSS, History.of(trials), trials.size(), seed);
    }

    static List<Configuration> configurations(List<Trial> trials) {
        return trials.stream().map(Trial::configuration).toList();
    }

    /** An objective without any order: the configuration's hash, from 0 to 1. */
    private static double hash(Configuration configuration) {
        return (Randomness.mix(configuration.toString().hashCode(), 0) >>> 11) * 0x1p-53;
    }
}
