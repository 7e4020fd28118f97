package dev.tryout.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreeVarianceTest {
    private static final Box SQUARE = Box.cube(new int[2]);

    /** f = a on x0 below a half, plus b on x1 below a half: two independent coins, variances a^2/4 and b^2/4. */
    @Test
    void sumsHaveTheVarianceOfTheirParts() {
        TreeVariance variance = TreeVariance.of(quarters(0, 4, 3, 7));
        assertThat(variance.total()).isCloseTo(16 / 4.0 + 9 / 4.0, within(1e-12));
        assertThat(variance.alone().get(0)).isCloseTo(9 / 4.0, within(1e-12));
        assertThat(variance.alone().get(1)).isCloseTo(16 / 4.0, within(1e-12));
        assertThat(variance.withOthers().get(0)).isCloseTo(9 / 4.0, within(1e-12));
        assertThat(variance.withOthers().get(1)).isCloseTo(16 / 4.0, within(1e-12));
    }

    /** The exclusive or of two coins: neither tells anything alone. */
    @Test
    void anInteractionBelongsToBoth() {
        TreeVariance variance = TreeVariance.of(quarters(0, 1, 1, 0));
        assertThat(variance.total()).isCloseTo(0.25, within(1e-12));
        assertThat(variance.alone()).allSatisfy(part -> assertThat(part).isCloseTo(0, within(1e-12)));
        assertThat(variance.withOthers()).allSatisfy(part -> assertThat(part).isCloseTo(0.25, within(1e-12)));
    }

    @Test
    void aCategoryCountsForItsShareOfTheCategories() {
        Box choice = Box.cube(new int[] {4});
        TreeVariance variance = TreeVariance.of(List.of(
                choice.keep(0, new boolean[] {true, false, false, false}).withValue(1),
                choice.keep(0, new boolean[] {false, true, true, true}).withValue(0)));
        assertThat(variance.total()).isCloseTo(0.25 * 0.75, within(1e-12));
        assertThat(variance.alone().get(0)).isCloseTo(variance.total(), within(1e-12));
    }

    @Test
    void aLeafAloneHasNoVariance() {
        TreeVariance variance = TreeVariance.of(List.of(SQUARE.withValue(3)));
        assertThat(variance.total()).isZero();
        assertThat(variance.alone()).containsExactly(0.0, 0.0);
        assertThat(variance.withOthers()).containsExactly(0.0, 0.0);
    }

    @Property(tries = 30)
    void agreesWithIntegrationOnAGrid(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        List<Box> leaves = grid(new Random(seed));
        int cells = 40;
        double[][] values = new double[cells][cells];
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                double[] point = {(i + 0.5) / cells, (j + 0.5) / cells};
                values[i][j] = leaves.stream()
                        .filter(leaf -> leaf.holds(0, point[0]) && leaf.holds(1, point[1]))
                        .mapToDouble(Box::value)
                        .sum();
            }
        }
        double[] rows = new double[cells];
        double[] all = new double[cells * cells];
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                rows[i] += values[i][j] / cells;
                all[i * cells + j] = values[i][j];
            }
        }
        TreeVariance variance = TreeVariance.of(leaves);
        assertThat(variance.total()).isCloseTo(spread(all), within(1e-9));
        assertThat(variance.alone().get(0)).isCloseTo(spread(rows), within(1e-9));
        assertThat(variance.total() - variance.withOthers().get(1)).isCloseTo(spread(rows), within(1e-9));
    }

    @Property(tries = 30)
    void theLeavesOfAGrownTreePartTheCube(@ForAll long seed) {
        Random random = new Random(seed);
        double[][] points = new double[60][];
        double[] values = new double[60];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {random.nextDouble(), (random.nextInt(3) + 0.5) / 3, random.nextDouble()};
            points[i][2] = i % 3 == 0 ? Double.NaN : points[i][2];
            values[i] = points[i][0] + random.nextGaussian();
        }
        List<Box> leaves = TreeGrower.grow(new Table(points, values, new int[] {0, 3, 0}), new SplittableRandom(seed));
        assertThat(leaves.stream().mapToDouble(Box::volume).sum()).isCloseTo(1, within(1e-9));
        double[] anywhere = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        assertThat(leaves.stream()
                        .filter(leaf ->
                                leaf.holds(0, anywhere[0]) && leaf.holds(1, anywhere[1]) && leaf.holds(2, anywhere[2])))
                .hasSize(1);
    }

    /** Values by x0 below or above a half, in each x1 below or above. */
    private static List<Box> quarters(double lowLow, double lowHigh, double highLow, double highHigh) {
        Box low = SQUARE.cut(0, 0.5, true);
        Box high = SQUARE.cut(0, 0.5, false);
        return List.of(
                low.cut(1, 0.5, true).withValue(lowLow),
                low.cut(1, 0.5, false).withValue(lowHigh),
                high.cut(1, 0.5, true).withValue(highLow),
                high.cut(1, 0.5, false).withValue(highHigh));
    }

    /** A part in stripes, each cut again elsewhere; all thresholds on a grid of tenths. */
    private static List<Box> grid(Random random) {
        List<Box> leaves = new ArrayList<>();
        Box rest = SQUARE;
        for (double at = 0.2; at < 1; at += 0.2) {
            double threshold = Math.round(at * 10) / 10.0;
            Box stripe = rest.cut(0, threshold, true);
            double other = (1 + random.nextInt(9)) / 10.0;
            leaves.add(stripe.cut(1, other, true).withValue(random.nextGaussian()));
            leaves.add(stripe.cut(1, other, false).withValue(random.nextGaussian()));
            rest = rest.cut(0, threshold, false);
        }
        leaves.add(rest.withValue(random.nextGaussian()));
        return leaves;
    }

    private static double spread(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        return squares;
    }
}
