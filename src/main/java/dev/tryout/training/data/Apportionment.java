package dev.tryout.training.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Shares a total out in proportion: the method of largest remainders (Hamilton's), each share within one of its exact quota. */
final class Apportionment {
    private Apportionment() {}

    /**
     * @param total at most the sum of the sizes
     * @param sizes what the shares are in proportion to
     * @param caps what each share is at most; the sum falls short of the total where caps leave no room
     */
    static int[] shares(int total, int[] sizes, int[] caps) {
        long sum = Arrays.stream(sizes).asLongStream().sum();
        int[] shares = new int[sizes.length];
        if (sum == 0) {
            return shares;
        }
        for (int i = 0; i < sizes.length; i++) {
            shares[i] = (int) Math.min(caps[i], (long) total * sizes[i] / sum);
        }
        int[] byRemainder = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -((long) total * sizes[i] % sum)))
                .mapToInt(i -> i)
                .toArray();
        int left = total - Arrays.stream(shares).sum();
        for (int i : byRemainder) {
            boolean exact = (long) total * sizes[i] % sum == 0;
            if (left > 0 && shares[i] < caps[i] && !exact) {
                shares[i]++;
                left--;
            }
        }
        return shares;
    }
}
