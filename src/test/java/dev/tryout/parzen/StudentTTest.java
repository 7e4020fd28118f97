package dev.tryout.parzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    /** Abramowitz and Stegun 1964, table 26.10, three degrees of freedom. */
    @ParameterizedTest
    @CsvSource({
        "0,0.5",
        "0.765,0.75",
        "1.638,0.90",
        "2.353,0.95",
        "3.182,0.975",
        "4.541,0.99",
        "5.841,0.995",
        "22.204,0.9999"
    })
    void agreesWithTheTable(double z, double probability) {
        assertThat(StudentT.distribution(z)).isCloseTo(probability, within(1e-4));
        assertThat(StudentT.distribution(-z)).isCloseTo(1 - probability, within(1e-4));
    }

    @Property
    void hasTheMassThatItsDensitySays(
            @ForAll @DoubleRange(min = -40, max = 40) double from,
            @ForAll @DoubleRange(min = 0, max = 2) double length) {
        int steps = 200;
        double sum = IntStream.range(0, steps)
                .mapToDouble(i -> StudentT.density(from + (i + 0.5) * length / steps))
                .sum();
        assertThat(StudentT.mass(from, from + length)).isCloseTo(sum * length / steps, within(1e-5));
    }

    @Test
    void drawsFromThatDistribution() {
        DoubleSupplier uniform = new SplittableRandom(5)::nextDouble;
        int draws = 20_000;
        double[] drawn = IntStream.range(0, draws)
                .mapToDouble(i -> StudentT.draw(uniform))
                .toArray();
        for (double z : new double[] {-3, -1, 0, 0.5, 2, 6}) {
            double share = Arrays.stream(drawn).filter(value -> value < z).count() / (double) draws;
            // Four standard deviations of a share of 20,000 draws are 0.014 at most.
            assertThat(share).as("below %s", z).isCloseTo(StudentT.distribution(z), within(0.015));
        }
    }
}
