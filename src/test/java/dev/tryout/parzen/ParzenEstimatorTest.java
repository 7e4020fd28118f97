package dev.tryout.parzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParzenEstimatorTest {
    private static final int POINTS = 12;
    private static final int STEPS = 20_000;

    static Stream<Domain> domains() {
        return Stream.of(
                new FloatDomain(0, 1, Scale.LINEAR),
                new FloatDomain(1e-5, 1, Scale.LOG),
                new IntDomain(1, 6, Scale.LINEAR),
                new IntDomain(1, 12, Scale.LOG),
                new IntDomain(1, 500, Scale.LOG),
                new IntDomain(4, 4, Scale.LINEAR),
                new CategoricalDomain(List.of("a", "b", "c")),
                new CategoricalDomain(List.of(16, 32, 64, 128)));
    }

    private static SearchSpace space(Domain domain) {
        Parameter other = new Parameter("other", new FloatDomain(0, 1, Scale.LINEAR), null);
        return new SearchSpace(List.of(new Parameter("one", domain, null), other), List.of());
    }

    /** Some in the lower half, some without a value. */
    private static ParzenEstimator estimator(Domain domain) {
        Random random = new Random(4);
        double[][] points = IntStream.range(0, POINTS)
                .mapToObj(i -> new double[] {
                    i % 4 == 0 ? Double.NaN : domain.toUnit(domain.fromUnit(random.nextDouble() / 2)), 0.5
                })
                .toArray(double[][]::new);
        return new ParzenEstimator(space(domain), points, random.doubles(POINTS).toArray());
    }

    /** The probability of each tenth of the unit interval, or of each cell where there are fewer. */
    private static double[] expected(Domain domain, ParzenEstimator estimator) {
        double[] histogram = new double[10];
        Map<Double, Integer> stepsOfPosition = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            stepsOfPosition.merge(position(domain, i), 1, Integer::sum);
        }
        stepsOfPosition.forEach((position, steps) -> {
            double density = Math.exp(estimator.logDensity(new double[] {position, Double.NaN}));
            histogram[bin(position)] += density * steps / STEPS;
        });
        return histogram;
    }

    private static double position(Domain domain, int step) {
        double u = (step + 0.5) / STEPS;
        return isContinuous(domain) ? u : domain.toUnit(domain.fromUnit(u));
    }

    private static boolean isContinuous(Domain domain) {
        return domain.cardinality().orElse(Long.MAX_VALUE) > Kernels.MAX_CELLS;
    }

    private static int bin(double position) {
        return Math.min(9, (int) (position * 10));
    }

    @ParameterizedTest
    @MethodSource("domains")
    void isADensity(Domain domain) {
        assertThat(java.util.Arrays.stream(expected(domain, estimator(domain))).sum())
                .isCloseTo(1, within(2e-3));
    }

    @ParameterizedTest
    @MethodSource("domains")
    void drawsFromThatDensity(Domain domain) {
        ParzenEstimator estimator = estimator(domain);
        DoubleSupplier uniform = new SplittableRandom(11)::nextDouble;
        int draws = 20_000;
        double[] histogram = new double[10];
        for (int i = 0; i < draws; i++) {
            double drawn = estimator.draw(uniform)[0];
            histogram[bin(isContinuous(domain) ? drawn : domain.toUnit(domain.fromUnit(drawn)))] += 1.0 / draws;
        }
        double[] expected = expected(domain, estimator);
        for (int i = 0; i < 10; i++) {
            // Four standard deviations of a share of 20,000 draws are 0.014 at most.
            assertThat(histogram[i]).as("tenth %s", i).isCloseTo(expected[i], within(0.015));
        }
    }
}
