package dev.tryout.sampler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of many observations a model is trained on: half the best, a quarter the latest, and the rest spread over all losses. */
final class TrainingSet {
    private TrainingSet() {}

    /**
     * The chosen indices, ascending; all of them where there are no more than the limit.
     *
     * @param losses in the order of suggestion
     * @param limit 4 or more
     */
    static int[] choose(double[] losses, int limit) {
        int count = losses.length;
        if (count <= limit) {
            return IntStream.range(0, count).toArray();
        }
        boolean[] chosen = new boolean[count];
        List<Integer> byLoss = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> losses[i]))
                .toList();
        byLoss.subList(0, limit / 2).forEach(i -> chosen[i] = true);
        Arrays.fill(chosen, count - limit / 4, count, true);
        int[] rest = byLoss.stream().mapToInt(i -> i).filter(i -> !chosen[i]).toArray();
        int missing = Math.min(rest.length, limit - (count - rest.length));
        for (int k = 0; k < missing; k++) {
            chosen[rest[(int) ((k + 0.5) * rest.length / missing)]] = true;
        }
        return IntStream.range(0, count).filter(i -> chosen[i]).toArray();
    }
}
