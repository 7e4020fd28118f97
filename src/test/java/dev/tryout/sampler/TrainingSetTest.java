package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    @Test
    void takesAllWhereTheyFit() {
        assertThat(TrainingSet.choose(new double[] {3, 1, 2}, 4)).containsExactly(0, 1, 2);
    }

    @Test
    void keepsTheBestTheLatestAndSomeOfEveryLevel() {
        double[] losses = new Random(1).doubles(1_000).toArray();
        int[] chosen = TrainingSet.choose(losses, 100);
        double[] sorted = Arrays.stream(losses).sorted().toArray();
        assertThat(chosen).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(chosen).contains(IntStream.range(975, 1_000).toArray());
        assertThat(Arrays.stream(chosen).filter(i -> losses[i] <= sorted[49]).count())
                .isEqualTo(50);
        assertThat(Arrays.stream(chosen).filter(i -> losses[i] > 0.75).count()).isGreaterThan(5);
    }
}
