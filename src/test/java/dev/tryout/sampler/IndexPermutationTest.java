package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IndexPermutationTest {
    @Property(tries = 200)
    void takesEachNumberOnce(@ForAll @IntRange(min = 1, max = 5_000) int size, @ForAll long seed) {
        IndexPermutation order = new IndexPermutation(size, seed);
        assertThat(LongStream.range(0, size).map(order::at).sorted().toArray())
                .isEqualTo(LongStream.range(0, size).toArray());
    }

    @Property
    void staysInRangeAtAnySize(@ForAll @IntRange(min = 0, max = 62) int bits, @ForAll long seed) {
        long size = 1L << bits;
        IndexPermutation order = new IndexPermutation(size, seed);
        assertThat(order.at(0)).isBetween(0L, size - 1);
        assertThat(order.at(size - 1)).isBetween(0L, size - 1);
    }

    @Test
    void shuffles() {
        IndexPermutation order = new IndexPermutation(1_000, 1);
        long ascents = IntStream.range(1, 1_000)
                .filter(i -> order.at(i) > order.at(i - 1))
                .count();
        assertThat(ascents).isBetween(450L, 550L);
    }

    @Test
    void refusesSizesBeyondItsRange() {
        assertThatThrownBy(() -> new IndexPermutation(0, 1)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new IndexPermutation(Long.MAX_VALUE, 1)).hasMessageContaining("got");
    }
}
