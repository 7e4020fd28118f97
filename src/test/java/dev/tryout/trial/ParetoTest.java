package dev.tryout.trial;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ParetoTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void sortsByFronts() {
        assertThat(Pareto.fronts(points("1,4  2,2  4,1  3,3  4,4  2,2"))).containsExactly(1, 1, 1, 2, 3, 1);
    }

    @Test
    void aPointThatLacksAValueIsInNoFrontAndDominatesNothing() {
        List<double[]> points = List.of(
                new double[] {Double.NaN, -9}, new double[] {1, 1}, new double[] {-INF, 0}, new double[] {2, 2});
        assertThat(Pareto.fronts(points)).containsExactly(0, 1, 0, 2);
    }

    @Test
    void doesNotTellZeroFromMinusZero() {
        assertThat(Pareto.fronts(points("-0.0,5  0.0,3"))).containsExactly(2, 1);
    }

    @Property
    void noMemberOfAFrontDominatesAnotherAndEveryLaterMemberIsDominatedByTheFrontBefore(
            @ForAll("clouds") List<double[]> points) {
        int[] fronts = Pareto.fronts(points);
        for (int i = 0; i < fronts.length; i++) {
            assertThat(fronts[i] == Pareto.NO_FRONT)
                    .isEqualTo(!Arrays.stream(points.get(i)).allMatch(Double::isFinite));
            int before = 0;
            for (int k = 0; k < fronts.length; k++) {
                boolean dominated = fronts[k] != Pareto.NO_FRONT && Pareto.dominates(points.get(k), points.get(i));
                assertThat(dominated && fronts[k] == fronts[i]).isFalse();
                before += dominated && fronts[k] == fronts[i] - 1 ? 1 : 0;
            }
            assertThat(fronts[i] <= 1 || before > 0).isTrue();
        }
    }

    @Property
    void theOrderOfThePointsChangesNothing(@ForAll("clouds") List<double[]> points, @ForAll long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<double[]> shuffled = order.stream().map(points::get).toList();
        int[] fronts = Pareto.fronts(points);
        int[] again = Pareto.fronts(shuffled);
        for (int i = 0; i < again.length; i++) {
            assertThat(again[i]).isEqualTo(fronts[order.get(i)]);
        }
        List<double[]> first = members(points, fronts);
        List<double[]> firstShuffled = members(shuffled, again);
        double[] distances = Pareto.crowding(first);
        double[] distancesAgain = Pareto.crowding(firstShuffled);
        for (int i = 0; i < distancesAgain.length; i++) {
            double[] point = firstShuffled.get(i);
            assertThat(distancesAgain[i]).isEqualTo(distances[indexOf(first, point)]);
        }
        assertThat(Pareto.hypervolume(pairs(shuffled), new double[] {9, 9}))
                .isEqualTo(Pareto.hypervolume(pairs(points), new double[] {9, 9}));
    }

    @Test
    void measuresHowFarApartNeighboursAre() {
        assertThat(Pareto.crowding(points("0,4  1,2  3,1  4,0"))).containsExactly(INF, 0.75 + 0.75, 0.75 + 0.5, INF);
    }

    @Test
    void equalPointsShareADistanceAndAPointAloneIsAtBothEnds() {
        assertThat(Pareto.crowding(points("0,2  1,1  1,1  2,0"))).containsExactly(INF, 2, 2, INF);
        assertThat(Pareto.crowding(points("3,3  3,3"))).containsExactly(INF, INF);
        assertThat(Pareto.crowding(List.of())).isEmpty();
    }

    @Test
    void theHypervolumeOfAStaircaseIsTheSumOfItsSteps() {
        double[] reference = {4, 4};
        assertThat(Pareto.hypervolume(points("1,3  2,2  3,1"), reference)).isEqualTo(3 + 2 + 1);
        assertThat(Pareto.hypervolume(points("1,3  2,2  3,1  3,3  2,2"), reference))
                .isEqualTo(6);
        assertThat(Pareto.hypervolume(points("0,0"), reference)).isEqualTo(16);
        assertThat(Pareto.hypervolume(points("4,0  5,1"), reference)).isZero();
        assertThat(Pareto.hypervolume(List.of(new double[] {Double.NaN, 0}), reference))
                .isZero();
    }

    @Test
    void theHypervolumeUnderALineApproachesItsTriangle() {
        int steps = 1000;
        List<double[]> line = IntStream.rangeClosed(0, steps)
                .mapToObj(i -> new double[] {(double) i / steps, 1 - (double) i / steps})
                .toList();
        assertThat(Pareto.hypervolume(line, new double[] {1, 1})).isCloseTo(0.5 - 0.5 / steps, within(1e-9));
    }

    @Test
    void refusesAVolumeOfThreeMetrics() {
        assertThatThrownBy(() -> Pareto.hypervolume(List.of(new double[] {1, 2, 3}), new double[] {4, 4}))
                .hasMessageContaining("two metrics");
    }

    @Test
    void takesATrialAtItsBestEpochByTheFirstMetric() {
        Trial trial = SampleTrials.running(1, ACCURACY)
                .measured(new Measurement(1, Map.of("accuracy", 0.7, "loss", 0.2), 1))
                .measured(new Measurement(2, Map.of("accuracy", 0.8, "loss", 0.3), 1));
        assertThat(Pareto.losses(trial, List.of(ACCURACY, LOSS))).containsExactly(-0.8, 0.3);
        assertThat(Pareto.losses(trial, List.of(LOSS, ACCURACY))).containsExactly(0.2, -0.7);
        assertThat(Pareto.losses(trial, List.of(ACCURACY, new Metric("f1", Goal.MAXIMIZE)))[1])
                .isNaN();
    }

    @Test
    void aFailedTrialHasNoLosses() {
        Trial failed = SampleTrials.ended(TrialState.FAILED, 1, new Configuration(Map.of()), LOSS, 0.5);
        assertThat(Pareto.losses(failed, List.of(LOSS))).containsExactly(Double.NaN);
    }

    /** Few distinct values, so that ties are common; two or three metrics; some values missing. */
    @Provide
    Arbitrary<List<double[]>> clouds() {
        Arbitrary<Double> value = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(12, Arbitraries.integers().between(0, 5).map(Integer::doubleValue)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Double.NaN, INF)));
        return Arbitraries.integers()
                .between(2, 3)
                .flatMap(metrics ->
                        value.array(double[].class).ofSize(metrics).list().ofMaxSize(30));
    }

    private static List<double[]> members(List<double[]> points, int[] fronts) {
        return IntStream.range(0, fronts.length)
                .filter(i -> fronts[i] == 1)
                .mapToObj(points::get)
                .toList();
    }

    private static List<double[]> pairs(List<double[]> points) {
        return points.stream().map(point -> Arrays.copyOf(point, 2)).toList();
    }

    private static int indexOf(List<double[]> points, double[] wanted) {
        return IntStream.range(0, points.size())
                .filter(i -> Arrays.equals(points.get(i), wanted))
                .findFirst()
                .orElseThrow();
    }

    private static List<double[]> points(String text) {
        return Arrays.stream(text.split("\\s+"))
                .map(pair -> Arrays.stream(pair.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
