package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Property(tries = 200)
    void anEpochHasEveryExampleOnceInAsManyBatchesAsCounted(
            @ForAll @Size(max = 300) int[] any, @ForAll @IntRange(min = 1, max = 40) int batchSize, @ForAll long seed) {
        int[] lengths = positive(any);

        List<int[]> batches = Batches.bucketed(lengths, batchSize, seed);

        assertThat(sortedMembers(batches))
                .isEqualTo(IntStream.range(0, lengths.length).toArray());
        assertThat(batches).hasSize(Batches.count(lengths.length, batchSize));
        assertThat(batches).allMatch(batch -> batch.length > 0 && batch.length <= batchSize);
        assertThat(batches.stream().filter(batch -> batch.length < batchSize)).hasSizeLessThan(2);
    }

    @Property(tries = 200)
    void withoutBucketsAnEpochHasEveryExampleOnceToo(
            @ForAll @IntRange(max = 300) int examples,
            @ForAll @IntRange(min = 1, max = 40) int batchSize,
            @ForAll long seed) {
        List<int[]> batches = Batches.shuffled(examples, batchSize, seed);

        assertThat(sortedMembers(batches))
                .isEqualTo(IntStream.range(0, examples).toArray());
        assertThat(batches).hasSize(Batches.count(examples, batchSize));
        assertThat(batches.subList(0, Math.max(0, batches.size() - 1))).allMatch(batch -> batch.length == batchSize);
        assertThat(flat(batches)).isEqualTo(flat(Batches.shuffled(examples, batchSize, seed)));
    }

    @Property(tries = 100)
    void theSeedAloneDecidesTheOrder(@ForAll @Size(min = 64, max = 64) int[] any, @ForAll long seed) {
        int[] lengths = positive(any);

        assertThat(Batches.bucketed(lengths, 8, seed))
                .usingRecursiveComparison()
                .isEqualTo(Batches.bucketed(lengths, 8, seed));
        assertThat(flat(Batches.bucketed(lengths, 8, seed))).isNotEqualTo(flat(Batches.bucketed(lengths, 8, seed + 1)));
    }

    @Property(tries = 200)
    void evaluationHasEveryExampleOnceWithinItsLimits(
            @ForAll @Size(max = 200) int[] any,
            @ForAll @IntRange(min = 1, max = 20) int maxExamples,
            @ForAll @IntRange(min = 1, max = 500) int maxTokens) {
        int[] lengths = positive(any);

        List<int[]> batches = Batches.byLength(lengths, maxExamples, maxTokens);

        assertThat(sortedMembers(batches))
                .isEqualTo(IntStream.range(0, lengths.length).toArray());
        assertThat(batches).allSatisfy(batch -> {
            int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
            assertThat(batch.length).isBetween(1, maxExamples);
            assertThat(batch.length == 1 || batch.length * longest <= maxTokens).isTrue();
        });
    }

    @Test
    void bucketingSavesMostOfThePadding() {
        Random random = new Random(1);
        int[] lengths = IntStream.range(0, 4_000)
                .map(i -> (int) Math.min(64, 6 - 10 * Math.log(1 - random.nextDouble())))
                .toArray();
        int real = Arrays.stream(lengths).sum();

        int padded = Batches.bucketed(lengths, 32, 7).stream()
                .mapToInt(batch -> batch.length
                        * Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow())
                .sum();

        assertThat(padded).isBetween(real, (int) (1.12 * real));
    }

    private static int[] positive(int[] any) {
        return Arrays.stream(any).map(i -> 1 + Math.floorMod(i, 64)).toArray();
    }

    private static int[] flat(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static int[] sortedMembers(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }
}
