package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridSamplerTest extends SamplerContract {
    private static final SearchSpace GRID = new SearchSpace(
            java.util.stream.Stream.concat(
                            SampleSpaces.FINITE.parameters().stream(),
                            java.util.stream.Stream.of(
                                    SampleSpaces.parameter("batch_size", new CategoricalDomain(List.of(16, 32, 64))),
                                    SampleSpaces.parameter("rank", new IntDomain(1, 50, Scale.LOG))))
                    .toList(),
            SampleSpaces.FINITE.constraints());

    @Override
    Sampler sampler() {
        return new GridSampler();
    }

    @Override
    SearchSpace space() {
        return GRID;
    }

    @Test
    void walksAGridThatCouldNeverBeStored() {
        List<Parameter> parameters = IntStream.range(0, 17)
                .mapToObj(i -> SampleSpaces.parameter("p" + i, new IntDomain(1, 12, Scale.LINEAR)))
                .toList();
        List<Configuration> cells = configurations(study(new SearchSpace(parameters, List.of()), 1, 200, c -> 0));
        assertThat(cells).hasSize(200).doesNotHaveDuplicates();
        assertThat(cells.stream().map(c -> c.integer("p3", 0)).distinct()).hasSize(12);
    }

    @Test
    void comesBackForTheCellsThatOtherTrialsDisplaced() {
        List<Configuration> grid = configurations(study(SampleSpaces.FINITE, 9, 1_000, c -> 0));
        List<Trial> trials = new ArrayList<>();
        for (int i = 20; i < SampleSpaces.FINITE_SIZE; i++) {
            trials.add(SampleTrials.complete(trials.size() + 1, grid.get(i), dev.tryout.trial.SampleTrials.LOSS, 0));
        }
        Sampler sampler = sampler();
        while (trials.size() < SampleSpaces.FINITE_SIZE) {
            Configuration next =
                    next(sampler, request(SampleSpaces.FINITE, trials, 9)).orElseThrow();
            trials.add(SampleTrials.complete(trials.size() + 1, next, dev.tryout.trial.SampleTrials.LOSS, 0));
        }
        assertThat(configurations(trials)).containsExactlyInAnyOrderElementsOf(grid);
    }

    @Test
    void saysWhichRangeHasNoGrid() {
        assertThatThrownBy(() -> sampler().suggest(request(SampleSpaces.MIXED, List.of(), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'learning_rate' is a continuous range");
        SearchSpace huge = new SearchSpace(
                List.of(
                        SampleSpaces.parameter("a", new IntDomain(0, 1L << 40, Scale.LINEAR)),
                        SampleSpaces.parameter("b", new IntDomain(0, 1L << 40, Scale.LINEAR))),
                List.of());
        assertThatThrownBy(() -> sampler().suggest(request(huge, List.of(), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }
}
