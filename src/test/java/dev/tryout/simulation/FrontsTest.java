package dev.tryout.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontsTest {
    private static final Metric ACCURACY = new Metric("accuracy", Goal.MAXIMIZE);
    private static final Metric SIZE = new Metric("size", Goal.MINIMIZE);

    private static SimulatedRun run(long seed, double[]... values) {
        List<FrontMember> front = Arrays.stream(values)
                .map(each -> new FrontMember(1, new Configuration(Map.of("x", 1)), List.of(each[0], each[1])))
                .toList();
        return new SimulatedRun(seed, 1, 1, 1_000, 1_000, List.of(), front);
    }

    private static Comparison comparison(List<Metric> metrics, SimulatedRun one, SimulatedRun other) {
        return new Comparison(
                "traded",
                metrics,
                1,
                List.of(
                        new PolicyOutcome("one", ACCURACY, 1, List.of(one)),
                        new PolicyOutcome("other", ACCURACY, 1, List.of(other))));
    }

    private static double covered(Comparison comparison, int policy) {
        return comparison.covered(comparison.outcomes().get(policy)).orElseThrow();
    }

    @Test
    void coversWhatIsWorseInBothMetrics() {
        Comparison comparison = comparison(
                List.of(ACCURACY, SIZE),
                run(1, new double[] {1, 4}, new double[] {0.5, 2}, new double[] {0, 0}),
                run(1, new double[] {0.5, 3}));
        assertThat(covered(comparison, 0)).isCloseTo(0.25, within(1e-12));
        assertThat(covered(comparison, 1)).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void coversAllWithATrialThatIsBestInBoth() {
        Comparison comparison =
                comparison(List.of(ACCURACY, SIZE), run(1, new double[] {1, 0}), run(1, new double[] {0, 4}));
        assertThat(covered(comparison, 0)).isEqualTo(1);
        assertThat(covered(comparison, 1)).isZero();
    }

    @Test
    void hasNothingToCoverWhereAllFrontsAgreeOrThereAreNone() {
        SimulatedRun same = run(1, new double[] {1, 0});
        for (Comparison comparison : List.of(
                comparison(List.of(ACCURACY, SIZE), same, same),
                comparison(List.of(ACCURACY, SIZE), run(1), run(2)),
                comparison(List.of(ACCURACY), same, run(1, new double[] {0, 4})))) {
            assertThat(comparison.covered(comparison.outcomes().get(0))).isEmpty();
        }
    }
}
