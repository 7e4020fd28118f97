package dev.tryout.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KroneckerSequenceTest {
    @Test
    void coversTheUnitIntervalEvenlyInEveryStretch() {
        for (int first = 0; first < 1_000; first++) {
            double[] sorted = IntStream.range(first, first + 10)
                    .mapToDouble(KroneckerSequence::at)
                    .sorted()
                    .toArray();
            assertThat(sorted[0]).isBetween(0.0, .17);
            assertThat(sorted[9]).isBetween(.83, Math.nextDown(1.0));
            for (int i = 1; i < sorted.length; i++) {
                assertThat(sorted[i] - sorted[i - 1]).isBetween(.03, .17);
            }
        }
    }
}
