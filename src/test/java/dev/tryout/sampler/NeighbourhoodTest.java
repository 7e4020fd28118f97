package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
    private static final Neighbourhood TEN = Neighbourhood.everything(new Observations(
            IntStream.range(0, 10).mapToObj(NeighbourhoodTest::at).toList(),
            IntStream.range(0, 10).mapToDouble(x -> x < 4 ? 1 : x).toArray(),
            10,
            List.of(at(-5), at(20), at(3))));

    private static Configuration at(int x) {
        return new Configuration(Map.of("x", x));
    }

    private static double towards(int centre, Configuration configuration) {
        return -Math.abs(configuration.integer("x", 0) - centre);
    }

    @Test
    void keepsTheNearestWithTheirLossesInTheirOrder() {
        Neighbourhood near = TEN.nearest(4, configuration -> towards(9, configuration));
        assertThat(near.finished()).containsExactly(at(6), at(7), at(8), at(9));
        assertThat(near.losses()).containsExactly(6, 7, 8, 9);
        assertThat(near.pending()).isEmpty();
    }

    @Test
    void keepsRunningTrialsThatAreNoFurtherAway() {
        assertThat(TEN.nearest(5, configuration -> towards(5, configuration)).pending())
                .containsExactly(at(3));
        assertThat(TEN.nearest(3, configuration -> towards(5, configuration)).pending())
                .isEmpty();
    }

    @Test
    void keepsAllThatAreAsNearAsTheLast() {
        assertThat(TEN.nearest(4, configuration -> towards(5, configuration)).finished())
                .containsExactly(at(3), at(4), at(5), at(6), at(7));
    }

    @Test
    void isEverythingWhereThereIsNoMore() {
        assertThat(TEN.nearest(10, configuration -> towards(5, configuration))).isSameAs(TEN);
    }

    @Test
    void isFlatWhereNoLossIsBetter() {
        assertThat(TEN.isFlat()).isFalse();
        assertThat(TEN.nearest(3, configuration -> towards(1, configuration)).isFlat())
                .isTrue();
    }
}
