package dev.tryout.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.simulation.PolicyOutcome.Band;
import dev.tryout.simulation.SimulatedRun.Improvement;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyOutcomeTest {
    private static final Metric ACCURACY = new Metric("accuracy", Goal.MAXIMIZE);
    private static final Metric LOSS = new Metric("loss", Goal.MINIMIZE);

    /** Eleven seeds that end at 0, 0.1, ..., 1, each after 10 epochs of 1 s, with the value reached at epoch 5. */
    private static PolicyOutcome outcome(Metric metric) {
        return new PolicyOutcome(
                "random",
                metric,
                2,
                IntStream.rangeClosed(0, 10)
                        .mapToObj(i -> new SimulatedRun(
                                i,
                                3,
                                10,
                                5_000,
                                9_000,
                                List.of(
                                        new Improvement(2, 1_000, metric.goal() == Goal.MAXIMIZE ? -1 : 2),
                                        new Improvement(5, 2_500, i / 10.0)),
                                List.of()))
                        .toList());
    }

    @Test
    void tellsTheLuckyFromTheUnlucky() {
        assertThat(outcome(ACCURACY).best()).isEqualTo(new Band(0, 0.9, 0.5, 0.1));
        assertThat(outcome(LOSS).best()).isEqualTo(new Band(0, 0.1, 0.5, 0.9));
    }

    @Test
    void followsTheBestSoFar() {
        List<Band> byEpochs = outcome(LOSS).byEpochs(200);
        assertThat(byEpochs)
                .hasSize(10)
                .extracting(Band::at)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
        assertThat(byEpochs.get(0).median()).isInfinite();
        assertThat(byEpochs.get(1)).isEqualTo(new Band(2, 2, 2, 2));
        assertThat(byEpochs.get(4)).isEqualTo(new Band(5, 0.1, 0.5, 0.9));
        List<Band> byTime = outcome(ACCURACY).byTime(5);
        assertThat(byTime).extracting(Band::at).containsExactly(1_000.0, 2_000.0, 3_000.0, 4_000.0, 5_000.0);
        assertThat(byTime).extracting(Band::median).containsExactly(-1.0, -1.0, 0.5, 0.5, 0.5);
    }

    @Test
    void saysWhatHalfOfTheSeedsNeeded() {
        assertThat(outcome(LOSS).epochsTo(0.5)).isEqualTo(5);
        assertThat(outcome(LOSS).msTo(0.5)).isEqualTo(2_500);
        assertThat(outcome(LOSS).epochsTo(2)).isEqualTo(2);
        assertThat(outcome(LOSS).epochsTo(0.4)).isInfinite();
        assertThat(outcome(ACCURACY).epochsTo(0.5)).isEqualTo(5);
        assertThat(outcome(ACCURACY).epochsTo(0.6)).isInfinite();
    }

    @Test
    void countsWhatWorkersWereUsed() {
        assertThat(outcome(LOSS).utilisation()).isEqualTo(0.9);
        assertThat(outcome(LOSS).median(SimulatedRun::trials)).isEqualTo(3);
    }

    @Test
    void knowsNoBestOfARunThatMeasuredNothing() {
        SimulatedRun empty = new SimulatedRun(1, 1, 1, 0, 0, List.of(), List.of());
        PolicyOutcome outcome = new PolicyOutcome("random", LOSS, 1, List.of(empty, empty));
        assertThat(outcome.best().median()).isInfinite();
        assertThat(outcome.utilisation()).isZero();
        assertThatThrownBy(() -> new PolicyOutcome("random", LOSS, 1, List.of()))
                .hasMessageContaining("a run");
    }

    @Test
    void interpolatesQuantiles() {
        assertThat(Quantiles.of(new double[] {4, 1, 3, 2}, 0.5)).isEqualTo(2.5);
        assertThat(Quantiles.of(new double[] {4, 1, 3, 2}, 0.1)).isCloseTo(1.3, within(1e-12));
        assertThat(Quantiles.of(new double[] {4}, 0.9)).isEqualTo(4);
        assertThat(Quantiles.of(new double[] {1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}, 0.75))
                .isInfinite();
    }
}
