package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every method, on spaces and histories of any kind. */
class SamplersTest {
    private static final List<TrialState> STATES = List.copyOf(EnumSet.complementOf(EnumSet.of(TrialState.WAITING)));

    @Property(tries = 150)
    void suggestsOnlyWhatIsAllowedAndNew(
            @ForAll("spaces") SearchSpace space, @ForAll Method method, @ForAll long seed) {
        Sampler sampler = Samplers.of(method);
        if (method == Method.GRID && space.gridSize().isEmpty()) {
            return;
        }
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 30; id++) {
            Optional<Suggestion> suggestion = sampler.suggest(SamplerContract.request(space, trials, seed));
            if (suggestion.isEmpty()) {
                assertThat(space.gridSize()).isPresent();
                break;
            }
            if (suggestion.get() instanceof Suggestion.Resume resume) {
                Trial paused = trials.get(resume.trial() - 1);
                assertThat(paused.state()).isEqualTo(TrialState.PAUSED);
                assertThat(resume.to()).isGreaterThan(paused.lastEpoch());
                trials.set(resume.trial() - 1, paused.assigned("worker-2", 2, resume.to(), "", 2));
                continue;
            }
            Configuration configuration = ((Suggestion.Start) suggestion.get()).configuration();
            assertThat(space.contains(configuration)).isTrue();
            assertThat(SamplerContract.configurations(trials)).doesNotContain(configuration);
            TrialState state = STATES.get(random.nextInt(STATES.size()));
            trials.add(
                    state == TrialState.RUNNING
                            ? SampleTrials.running(trials.size() + 1, configuration, SampleTrials.LOSS)
                            : SampleTrials.ended(
                                    state, trials.size() + 1, configuration, SampleTrials.LOSS, random.nextGaussian()));
        }
    }

    @Test
    void names() {
        assertThat(Method.spellings())
                .containsExactly("grid", "random", "sobol", "tpe", "gp", "bayes", "multi-fidelity");
        assertThat(Method.of("tpe")).isEqualTo(Method.TPE);
        assertThat(Method.of("bayes")).isEqualTo(Method.GP);
    }

    /** One to five parameters, each after the first under a condition or not. */
    @Provide
    Arbitrary<SearchSpace> spaces() {
        return Combinators.combine(domains(), Arbitraries.of(true, false))
                .as((domain, conditional) -> Map.entry(domain, conditional))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(SamplersTest::space);
    }

    private static SearchSpace space(List<Map.Entry<Domain, Boolean>> drawn) {
        List<Parameter> parameters = new ArrayList<>();
        for (Map.Entry<Domain, Boolean> entry : drawn) {
            String name = "p" + parameters.size();
            if (entry.getValue() && !parameters.isEmpty()) {
                Parameter parent = parameters.get(parameters.size() - 1);
                Object wanted = parent.domain().fromUnit(0.5);
                parameters.add(
                        new Parameter(name, entry.getKey(), new Condition(Map.of(parent.name(), List.of(wanted)))));
            } else {
                parameters.add(new Parameter(name, entry.getKey(), null));
            }
        }
        return new SearchSpace(parameters, List.of());
    }

    private static Arbitrary<Domain> domains() {
        return Arbitraries.of(
                new FloatDomain(-1, 1, Scale.LINEAR),
                new FloatDomain(1e-9, 1, Scale.LOG),
                new FloatDomain(3, 3, Scale.LINEAR),
                new IntDomain(0, 3, Scale.LINEAR),
                new IntDomain(1, 1_000_000, Scale.LOG),
                new CategoricalDomain(List.of("a", "b", "c")),
                new CategoricalDomain(List.of(8, 16, 32, 64)),
                new CategoricalDomain(List.of(true)),
                new FixedDomain("always"));
    }
}
