package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OwenScrambleTest {
    @Property(tries = 200)
    void permutesTheSlicesOfEveryWidth(@ForAll long seed, @ForAll @IntRange(min = 0, max = 8) int bits) {
        int slices = 1 << bits;
        assertThat(IntStream.range(0, slices)
                        .map(i -> (int) (OwenScramble.scramble((double) i / slices, seed) * slices))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, slices).toArray());
    }

    @Property
    void staysWithinTheOpenInterval(@ForAll long seed, @ForAll @IntRange(min = 0) int numerator) {
        assertThat(OwenScramble.scramble(numerator * 0x1p-31, seed))
                .isGreaterThan(0)
                .isLessThan(1);
    }
}
