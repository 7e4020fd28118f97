package dev.tryout.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.Configuration;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankSettlingTest {
    private static final Configuration NOTHING = new Configuration(Map.of());

    /** The trials' numbers are their ranks from epoch 3 on, and reversed before. */
    @Test
    void findsTheEpochFromWhichTheOrderStays() {
        RankSettling settling = of(curves(10, 6, epoch -> epoch < 3 ? -1 : 1)).orElseThrow();
        assertThat(settling.trials()).isEqualTo(10);
        assertThat(settling.lastEpoch()).isEqualTo(6);
        assertThat(settling.epoch()).isEqualTo(3);
        assertThat(settling.isEarly()).isTrue();
        assertThat(settling.correlations())
                .extracting(RankSettling.Correlation::spearman)
                .containsExactly(-1.0, -1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void anEarlyAgreementThatIsLostAgainDoesNotCount() {
        assertThat(of(curves(10, 6, epoch -> epoch == 4 ? -1 : 1)).orElseThrow().epoch())
                .isEqualTo(5);
    }

    @Test
    void saysWhereItNeverSettles() {
        RankSettling settling = of(curves(10, 4, epoch -> epoch < 4 ? -1 : 1)).orElseThrow();
        assertThat(settling.epoch()).isEqualTo(4);
        assertThat(settling.isEarly()).isFalse();
    }

    @Test
    void equalValuesAreNoOrder() {
        RankSettling settling = of(curves(10, 3, epoch -> 0)).orElseThrow();
        assertThat(settling.isEarly()).isFalse();
        assertThat(settling.correlations().get(0).spearman()).isNaN();
    }

    @Test
    void leavesOutWhatDidNotReachTheLastEpoch() {
        List<Trial> long_ = curves(RankSettling.MIN_TRIALS, 5, epoch -> 1);
        List<Trial> all = java.util.stream.Stream.concat(long_.stream(), curves(20, 2, epoch -> -1).stream())
                .toList();
        RankSettling settling = of(all).orElseThrow();
        assertThat(settling.trials()).isEqualTo(RankSettling.MIN_TRIALS);
        assertThat(settling.lastEpoch()).isEqualTo(5);
    }

    @Test
    void saysNothingOfTooFewTrialsOrOneEpoch() {
        assertThat(of(curves(RankSettling.MIN_TRIALS - 1, 5, epoch -> 1))).isEmpty();
        assertThat(of(curves(30, 1, epoch -> 1))).isEmpty();
        assertThat(of(List.of())).isEmpty();
    }

    /** The textbook case without ties, 1 - 6 * sum(d^2) / (n (n^2 - 1)); with ties, checked by hand. */
    @Test
    void theCorrelationIsSpearmans() {
        double[] one = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] other = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertThat(RankSettling.spearman(one, other)).isCloseTo(-29 / 165.0, within(1e-12));
        assertThat(RankSettling.spearman(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    private static Optional<RankSettling> of(List<Trial> trials) {
        return RankSettling.of(trials, SampleTrials.LOSS);
    }

    /** Trial k has the loss k times the epoch's sign, decaying. */
    private static List<Trial> curves(int trials, int epochs, IntToDoubleFunction sign) {
        return IntStream.rangeClosed(1, trials)
                .mapToObj(id -> Searches.curve(
                        id,
                        NOTHING,
                        IntStream.rangeClosed(1, epochs)
                                .mapToDouble(epoch -> 1.0 / epoch + id * sign.applyAsDouble(epoch))
                                .toArray()))
                .toList();
    }
}
