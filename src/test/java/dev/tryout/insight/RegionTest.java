package dev.tryout.insight;

import static dev.tryout.insight.Searches.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {
    @Test
    void holdsTheBestValueAndLeavesOutBadOnes() {
        SearchSpace cube = Searches.cube(2);
        Region region = region(cube, 100, (c) -> Math.pow(x(c, 0) - 0.4, 2));
        assertThat((double) region.values().get(0)).isBetween(0.1, 0.4);
        assertThat((double) region.values().get(1)).isBetween(0.4, 0.7);
        assertThat(region.edge()).isEqualTo(Region.Edge.NONE);
    }

    @Test
    void isOnTheParametersOwnScale() {
        SearchSpace mixed = Searches.mixed();
        Region region = region(mixed, 80, c -> Math.pow(Math.log10(c.number("rate", 0)) + 3, 2));
        assertThat((double) region.values().get(0)).isBetween(1e-4, 1e-3);
        assertThat((double) region.values().get(1)).isBetween(1e-3, 1e-2);
    }

    @Test
    void tellsWhereTheRangeEndsTooSoon() {
        SearchSpace mixed = Searches.mixed();
        assertThat(region(mixed, 80, c -> -Math.log(c.number("rate", 0))).edge())
                .isEqualTo(Region.Edge.UPPER);
        assertThat(region(mixed, 80, c -> Math.log(c.number("rate", 0))).edge()).isEqualTo(Region.Edge.LOWER);
    }

    @Test
    void naturalEndsAreNotToBeWidened() {
        for (SearchSpace space : List.of(
                Searches.cube(1), of(new IntDomain(0, 6, Scale.LINEAR)), of(new IntDomain(1, 6, Scale.LINEAR)))) {
            assertThat(region(space, 60, c -> x(c, 0)).edge()).isEqualTo(Region.Edge.NONE);
        }
        assertThat(region(Searches.cube(1), 60, c -> -x(c, 0)).edge()).isEqualTo(Region.Edge.NONE);
        SearchSpace counts = of(new IntDomain(0, 6, Scale.LINEAR));
        assertThat(region(counts, 60, c -> -x(c, 0)).edge()).isEqualTo(Region.Edge.UPPER);
    }

    @Test
    void wholeNumbersHaveWholeEnds() {
        for (Scale scale : Scale.values()) {
            SearchSpace space = of(new IntDomain(1, 9, scale));
            Region region = region(space, 80, c -> Math.abs(x(c, 0) - 4));
            assertThat(region.values().get(0)).isIn(3L, 4L);
            assertThat(region.values().get(1)).isIn(4L, 5L);
        }
        SearchSpace wide = of(new IntDomain(0, 1000, Scale.LINEAR));
        Region region = region(wide, 80, c -> Math.abs(x(c, 0) - 500));
        assertThat((long) region.values().get(0)).isBetween(300L, 500L);
    }

    @Test
    void isASetOfCategoriesBestFirst() {
        SearchSpace mixed = Searches.mixed();
        Region region = Searches.insights(
                        mixed,
                        Searches.random(
                                mixed,
                                80,
                                3,
                                (c, r) -> c.text("optimizer", "").equals("lion")
                                        ? 0.5 + 0.01 * r.nextDouble()
                                        : 0.1 * r.nextDouble()))
                .regions()
                .get(0);
        assertThat(region.parameter()).isEqualTo("optimizer");
        assertThat(region.values()).containsExactlyInAnyOrder("adamw", "sgd");
    }

    @Test
    void thereIsNoneForAParameterThatDoesNotMatter() {
        SearchSpace cube = Searches.cube(3);
        assertThat(Searches.insights(cube, Searches.random(cube, 80, 3, (c, r) -> x(c, 1)))
                        .regions())
                .extracting(Region::parameter)
                .containsExactly("x1");
    }

    private static SearchSpace of(IntDomain domain) {
        return new SearchSpace(
                List.of(
                        new Parameter("x0", domain, null),
                        new Parameter("x1", new FloatDomain(0, 1, Scale.LINEAR), null)),
                List.of());
    }

    private interface Loss {
        double of(dev.tryout.space.Configuration configuration);
    }

    private static Region region(SearchSpace space, int trials, Loss loss) {
        return Searches.insights(space, Searches.random(space, trials, 11, (c, r) -> loss.of(c)))
                .regions()
                .get(0);
    }
}
