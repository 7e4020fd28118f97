package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MicroBatchesTest {
    @Property
    void everyExampleIsInOnePartInTheBatchsOrder(
            @ForAll @IntRange(min = 1, max = 100) int examples, @ForAll @IntRange(min = 1, max = 40) int size) {
        int[] batch = IntStream.range(0, examples).map(i -> 7 * i).toArray();

        List<int[]> parts = new MicroBatches(size, Integer.MAX_VALUE).cut(batch);

        assertThat(parts.stream().flatMapToInt(IntStream::of))
                .containsExactly(IntStream.of(batch).boxed().toArray(Integer[]::new));
        assertThat(parts).allMatch(part -> part.length <= size);
        assertThat(parts).hasSize((examples + size - 1) / size);
    }

    @Test
    void halvingEndsAtASingleExample() {
        MicroBatches batches = new MicroBatches(12, Integer.MAX_VALUE);
        assertThat(batches.forced()).isEmpty();

        assertThat(batches.halve(12)).isTrue();
        assertThat(batches.forced()).hasValue(6);
        assertThat(batches.halve(12)).isTrue();
        assertThat(batches.halve(12)).isTrue();
        assertThat(batches.size()).isEqualTo(1);
        assertThat(batches.halve(12)).isFalse();
    }

    @Test
    void aSmallerBatchThatDoesNotFitIsHalvedItself() {
        MicroBatches batches = new MicroBatches(32, Integer.MAX_VALUE);

        assertThat(batches.halve(5)).isTrue();
        assertThat(batches.size()).isEqualTo(2);
    }

    @Test
    void whatTrialsBeforeFoundOutCountsFromTheStart() {
        MicroBatches batches = new MicroBatches(32, 8);

        assertThat(batches.forced()).hasValue(8);
        assertThat(batches.cut(new int[32])).hasSize(4);
    }
}
