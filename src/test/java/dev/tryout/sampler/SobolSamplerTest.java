package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SobolSamplerTest extends SamplerContract {
    @Override
    Sampler sampler() {
        return new SobolSampler();
    }

    @Property(tries = 50)
    void putsOnePointIntoEachSliceOfEveryDimension(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int logPoints) {
        int points = 1 << logPoints;
        SearchSpace cube = SampleSpaces.unitCube(5);
        List<Configuration> net = configurations(study(cube, seed, points, c -> 0));
        for (int d = 0; d < 5; d++) {
            String name = "x" + d;
            assertThat(net.stream().map(c -> (int) (c.number(name, -1) * points)))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, points).boxed().toList());
        }
    }

    @Property(tries = 20)
    void putsOnePointIntoEachCellOfAPlane(@ForAll long seed) {
        List<Configuration> net = configurations(study(SampleSpaces.unitCube(2), seed, 16, c -> 0));
        assertThat(net.stream().map(c -> List.of((int) (c.number("x0", -1) * 4), (int) (c.number("x1", -1) * 4))))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 20)
    void startsInTheMiddleAndStaysAroundItBesideAWideSearch(@ForAll long seed) {
        List<Configuration> start =
                configurations(new SobolStartBesideAWideSearchTest().study(SampleSpaces.unitCube(3), seed, 20, c -> 0));
        assertThat(start.get(0)).isEqualTo(SampleSpaces.unitCube(3).fromUnit(new double[] {.5, .5, .5}));
        assertThat(start).allSatisfy(c -> assertThat(c.number("x1", -1)).isBetween(.25, .75));
        assertThat(start).anyMatch(c -> c.number("x1", -1) < .35).anyMatch(c -> c.number("x1", -1) > .65);
    }

    @Property(tries = 20)
    void startsInTheMiddleAndReturnsToItEverySecondTime(@ForAll long seed) {
        List<Configuration> start =
                configurations(new SobolStartTest().study(SampleSpaces.unitCube(3), seed, 40, c -> 0));
        assertThat(start.get(0)).isEqualTo(SampleSpaces.unitCube(3).fromUnit(new double[] {.5, .5, .5}));
        for (int i = 0; i < start.size(); i += 2) {
            assertThat(start.get(i).number("x1", -1)).isBetween(.25, .75);
        }
        assertThat(start).anyMatch(c -> c.number("x1", -1) < .2).anyMatch(c -> c.number("x1", -1) > .8);
    }

    @Test
    void takesNeitherOfTwoValuesForTheMiddle() {
        SearchSpace space = new SearchSpace(
                List.of(
                        SampleSpaces.parameter("depth", new IntDomain(6, 7, Scale.LINEAR)),
                        SampleSpaces.parameter("size", new CategoricalDomain(List.of(16, 32))),
                        SampleSpaces.parameter("epochs", new IntDomain(1, 9, Scale.LINEAR))),
                List.of());
        List<Configuration> first = LongStream.range(0, 20)
                .mapToObj(seed -> next(SobolSampler.start(), request(space, List.of(), seed))
                        .orElseThrow())
                .toList();
        assertThat(first).anyMatch(c -> c.number("depth", -1) == 6).anyMatch(c -> c.number("depth", -1) == 7);
        assertThat(first).anyMatch(c -> c.number("size", -1) == 16).anyMatch(c -> c.number("size", -1) == 32);
        assertThat(first).allMatch(c -> c.number("epochs", -1) == 5);
    }

    @Test
    void goesOnAtRandomBeyondTheDimensionsItKnows() {
        SearchSpace wide = SampleSpaces.unitCube(SobolSampler.MAX_DIMENSIONS + 1);
        Configuration suggestion = next(sampler(), request(wide, List.of(), 1)).orElseThrow();
        assertThat(wide.contains(suggestion)).isTrue();
    }
}
