package dev.tryout.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TrustRegionTest {
    @Test
    void growsWithSuccessesAndShrinksWithFailures() {
        assertThat(TrustRegion.side(new double[] {}, 5)).isEqualTo(0.8);
        assertThat(TrustRegion.side(new double[] {5, 4, 3}, 5)).isEqualTo(1.6);
        double[] failures = new double[1 + 5 * 2];
        Arrays.fill(failures, 9);
        assertThat(TrustRegion.side(failures, 5)).isEqualTo(0.2);
    }

    @Test
    void startsAnewWhenItHasBecomeTiny() {
        double[] failures = new double[1 + 5 * 7];
        assertThat(TrustRegion.side(failures, 5)).isEqualTo(0.8);
    }

    @Test
    void isLongerWhereLossesChangeSlowlyAndWithinTheCube() {
        TrustRegion region = TrustRegion.around(
                new double[] {0.5, 0.5, 0.99, Double.NaN}, new double[17], new double[] {0.5, 2, 1, 1});
        assertThat(region.upper()[1] - region.lower()[1]).isGreaterThan(3 * (region.upper()[0] - region.lower()[0]));
        assertThat(region.upper()[2]).isEqualTo(1);
        assertThat(region.lower()[3]).isZero();
        assertThat(region.upper()[3]).isEqualTo(1);
        assertThat(region.clip(0, 2)).isEqualTo(region.upper()[0]);
    }

    @Test
    void comesInEveryScale() {
        Randomness randomness = Randomness.of(
                new SuggestionRequest(SampleSpaces.unitCube(1), SampleTrials.LOSS, History.of(List.of()), 3, 7));
        double[] sides = DoubleStream.generate(() -> TrustRegion.sideOfAnyScale(randomness))
                .limit(300)
                .toArray();
        assertThat(Arrays.stream(sides)).allMatch(side -> side >= 0.8 / 32 && side <= 0.8);
        assertThat(Arrays.stream(sides).filter(side -> side < 0.1).count()).isBetween(90L, 150L);
    }
}
