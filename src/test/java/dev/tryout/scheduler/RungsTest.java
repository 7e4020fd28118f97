package dev.tryout.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RungsTest {
    private final Rungs rungs = new Rungs(1, 3);

    @Test
    void growByTheFactorAndEndWithTheLastEpoch() {
        assertThat(rungs.upTo(27)).containsExactly(1, 3, 9, 27);
        assertThat(rungs.upTo(100)).containsExactly(1, 3, 9, 27, 81, 100);
        assertThat(rungs.upTo(10)).containsExactly(1, 3, 9, 10);
        assertThat(rungs.upTo(2)).containsExactly(1, 2);
        assertThat(rungs.upTo(1)).containsExactly(1);
        assertThat(new Rungs(2, 4).upTo(9)).containsExactly(2, 8, 9);
    }

    @Test
    void staysWithinNumbers() {
        assertThat(rungs.upTo(Integer.MAX_VALUE))
                .isSorted()
                .doesNotHaveDuplicates()
                .endsWith(Integer.MAX_VALUE);
    }
}
