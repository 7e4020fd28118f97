package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InformedSamplerTest extends SamplerContract {
    private static final SearchSpace SQUARE = SampleSpaces.unitCube(2);

    @Override
    Sampler sampler() {
        return Samplers.of(
                Method.TPE,
                new Knowledge(
                        List.of(space().completed(Map.of())),
                        List.of(new EarlierStudy("earlier", 9, List.of(space().completed(Map.of("rank", 9L)))))));
    }

    private static Configuration at(double x, double y) {
        return new Configuration(Map.of("x0", x, "x1", y));
    }

    private static List<Trial> study(Knowledge knowledge, SearchSpace space, int count) {
        Sampler sampler = Samplers.of(Method.RANDOM, knowledge);
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Suggestion.Start start = (Suggestion.Start)
                    sampler.suggest(request(space, trials, 4)).orElseThrow();
            trials.add(Trial.suggested(id, start.configuration(), start.note(), 1));
        }
        return trials;
    }

    @Test
    void triesTheInitialConfigurationsInOrder() {
        Knowledge knowledge = new Knowledge(List.of(at(0.1, 0.2), at(7, 7), at(0.3, 0.4)), List.of());
        List<Trial> trials = study(knowledge, SQUARE, 3);
        assertThat(trials.get(0).configuration()).isEqualTo(at(0.1, 0.2));
        assertThat(trials.get(1).configuration()).isEqualTo(at(0.3, 0.4));
        assertThat(trials)
                .extracting(Trial::note)
                .containsExactly("initial configuration 1 of 3", "initial configuration 3 of 3", "random");
    }

    @Test
    void takesTheBestOfAnEarlierStudyInTurnWithTheMethodAndApart() {
        EarlierStudy earlier =
                new EarlierStudy("old", 40, List.of(at(0.5, 0.5), at(0.51, 0.5), at(0.9, 0.1), at(0.1, 0.9)));
        List<Trial> trials = study(new Knowledge(List.of(), List.of(earlier)), SQUARE, 12);
        assertThat(trials)
                .extracting(Trial::note)
                .startsWith(
                        "warm start: rank 1 of 40 in study old",
                        "random",
                        "warm start: rank 3 of 40 in study old",
                        "random",
                        "warm start: rank 4 of 40 in study old",
                        "random",
                        "warm start: rank 2 of 40 in study old",
                        "random",
                        "random");
    }

    @Test
    void prefersWhatRankedHighInEveryStudy() {
        EarlierStudy a = new EarlierStudy("a", 4, List.of(at(0.1, 0.1), at(0.5, 0.5), at(0.3, 0.9), at(0.9, 0.9)));
        EarlierStudy b = new EarlierStudy("b", 4, List.of(at(0.9, 0.9), at(0.5, 0.51), at(0.3, 0.9), at(0.1, 0.1)));
        assertThat(WarmStart.of(SQUARE, List.of(a, b)).choices().get(0).configuration())
                .isEqualTo(at(0.5, 0.5));
    }

    @Test
    void usesWhatAnotherSpaceShares() {
        SearchSpace other = new SearchSpace(
                List.of(
                        SampleSpaces.parameter("x0", new FloatDomain(0, 0.5, Scale.LINEAR)),
                        SampleSpaces.parameter("new", new CategoricalDomain(List.of("a", "b", "c")))),
                List.of());
        EarlierStudy earlier = new EarlierStudy("old", 3, List.of(at(0.9, 0), at(0.2, 0.5)));
        assertThat(WarmStart.of(other, List.of(earlier)).choices())
                .extracting(choice -> choice.configuration() + ", " + choice.note())
                .containsExactly("x0=0.2 new=b, warm start: rank 2 of 3 in study old");
    }

    @Test
    void goesOnWithoutKnowledgeThatFitsNothing() {
        EarlierStudy foreign = new EarlierStudy("f", 1, List.of(new Configuration(Map.of("z", 1L))));
        Trial first =
                study(new Knowledge(List.of(), List.of(foreign)), SQUARE, 1).get(0);
        assertThat(first.note()).isEqualTo("random");
    }
}
