package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
    @Test
    void givesWhatIsLeftToTheLargestRemainders() {
        int[] sizes = {47, 33, 20};

        assertThat(Apportionment.shares(10, sizes, sizes)).containsExactly(5, 3, 2);
    }

    @Test
    void givesNothingToNobody() {
        assertThat(Apportionment.shares(0, new int[] {0, 0}, new int[] {0, 0})).containsExactly(0, 0);
    }

    @Property
    void sharesAddUpAndAreWithinOneOfTheirQuota(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 5_000) Integer> counts,
            @ForAll @IntRange(max = 1_000) int perMille) {
        int[] sizes = counts.stream().mapToInt(count -> count).toArray();
        int sum = Arrays.stream(sizes).sum();
        int total = (int) ((long) sum * perMille / 1_000);

        int[] shares = Apportionment.shares(total, sizes, sizes);

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        for (int i = 0; i < sizes.length && sum > 0; i++) {
            assertThat(Math.abs(shares[i] - (double) total * sizes[i] / sum)).isLessThan(1);
            assertThat(shares[i]).isLessThanOrEqualTo(sizes[i]);
        }
    }

    @Property
    void sharesKeepToTheirCaps(@ForAll @Size(min = 1, max = 10) List<@IntRange(max = 20) Integer> counts) {
        int[] sizes = counts.stream().mapToInt(count -> count).toArray();
        int total = Arrays.stream(sizes).sum() / 2;
        int[] caps = Arrays.stream(sizes).map(size -> size / 3).toArray();

        int[] shares = Apportionment.shares(total, sizes, caps);

        for (int i = 0; i < sizes.length; i++) {
            assertThat(shares[i]).isBetween(0, caps[i]);
        }
    }
}
