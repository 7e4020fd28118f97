package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.History;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSamplerTest extends SamplerContract {
    @Override
    Sampler sampler() {
        return new RandomSampler();
    }

    @Test
    void drawsEvenlyOnTheParametersScale() {
        List<Configuration> drawn = IntStream.range(0, 4_000)
                .mapToObj(number -> next(
                                sampler(),
                                new SuggestionRequest(SampleSpaces.MIXED, LOSS, History.of(List.of()), number, 5))
                        .orElseThrow())
                .toList();
        // Constraints do not touch the learning rate; a share of 4,000 draws has a standard deviation below 0.008.
        assertThat(share(drawn, c -> c.number("learning_rate", 1) < 1e-4)).isBetween(0.46, 0.54);
        assertThat(share(drawn, c -> c.number("learning_rate", 1) < 1e-5)).isBetween(0.22, 0.28);
        assertThat(share(drawn, c -> c.number("dropout", 1) < 0.1)).isBetween(0.16, 0.24);
        assertThat(share(drawn, c -> c.text("optimizer", "").equals("lion"))).isBetween(0.29, 0.37);
    }

    @Test
    void findsASmallAllowedRegion() {
        SearchSpace space = new SearchSpace(
                SampleSpaces.unitCube(2).parameters(), List.of(Constraint.parse("x0 < 0.001 and x1 > 0.5")));
        assertThat(configurations(study(space, 1, 5, c -> 0))).hasSize(5).allMatch(space::contains);
    }

    private static double share(List<Configuration> drawn, java.util.function.Predicate<Configuration> test) {
        return (double) drawn.stream().filter(test).count() / drawn.size();
    }
}
