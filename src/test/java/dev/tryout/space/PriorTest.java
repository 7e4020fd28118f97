package dev.tryout.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PriorTest {
    private static final int STEPS = 10_000;

    static Stream<Arguments> priors() {
        return Stream.of(
                Arguments.of(new Prior.Around(2, 0.5), new FloatDomain(0, 10, Scale.LINEAR)),
                Arguments.of(new Prior.Around(0, 3), new FloatDomain(0, 10, Scale.LINEAR)),
                Arguments.of(new Prior.Around(1e-4, 3), new FloatDomain(1e-6, 1e-1, Scale.LOG)),
                Arguments.of(new Prior.Around(8, 2), new IntDomain(1, 256, Scale.LOG)),
                Arguments.of(new Prior.Weights(List.of(1.0, 5.0, 2.0)), new CategoricalDomain(List.of("a", "b", "c"))));
    }

    @ParameterizedTest
    @MethodSource("priors")
    void isADensityWhoseQuantilesMatch(Prior prior, Domain domain) {
        assertThat(prior.suits(domain)).isTrue();
        double mass = 0;
        for (int i = 0; i < STEPS; i++) {
            double position = (i + 0.5) / STEPS;
            assertThat(prior.quantile(domain, mass)).isCloseTo(position, within(2e-3));
            mass += prior.density(domain, position) / STEPS;
        }
        assertThat(mass).isCloseTo(1, within(1e-3));
    }

    @Test
    void hasHalfOfItsMassWithinTheSpread() {
        FloatDomain domain = new FloatDomain(1e-8, 1, Scale.LOG);
        Prior prior = new Prior.Around(1e-4, 3);
        long inside = IntStream.range(0, STEPS)
                .mapToObj(i -> (Double) domain.fromUnit(prior.quantile(domain, (i + 0.5) / STEPS)))
                .filter(value -> value > 1e-4 / 3 && value < 3e-4)
                .count();
        assertThat(inside / (double) STEPS).isBetween(0.5, 0.56);
    }

    @ParameterizedTest
    @MethodSource("priors")
    void hasTheSlopeOfItsDensity(Prior prior, Domain domain) {
        double step = 1e-6;
        for (double position = 0.05; position < 1; position += 0.1) {
            double difference = StrictMath.log(prior.density(domain, position + step))
                    - StrictMath.log(prior.density(domain, position - step));
            double expected = domain instanceof FloatDomain ? difference / (2 * step) : 0;
            assertThat(prior.logSlope(domain, position)).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void suitsItsOwnKindOfDomainAlone() {
        assertThat(new Prior.Around(2, 1).suits(new CategoricalDomain(List.of(1, 2))))
                .isFalse();
        assertThat(new Prior.Around(2, 1).suits(new IntDomain(3, 4, Scale.LINEAR)))
                .isFalse();
        assertThat(new Prior.Around(3, 1).suits(new IntDomain(3, 4, Scale.LOG))).isFalse();
        assertThat(new Prior.Weights(List.of(1.0)).suits(new CategoricalDomain(List.of("a", "b"))))
                .isFalse();
        assertThatThrownBy(() -> new Parameter("x", new FixedDomain(1), null, new Prior.Around(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x' does not suit");
    }

    @Test
    void addsUpOverActiveParameters() {
        Prior prior = new Prior.Around(0.2, 0.1);
        Parameter kind = new Parameter("kind", new CategoricalDomain(List.of("a", "b")), null);
        Parameter x = new Parameter(
                "x", new FloatDomain(0, 1, Scale.LINEAR), new Condition(Map.of("kind", List.of("b"))), prior);
        SearchSpace space = new SearchSpace(List.of(kind, x), List.of());
        PriorDensity density = PriorDensity.of(space).orElseThrow();
        assertThat(density.logDensity(new Configuration(Map.of("kind", "a")))).isZero();
        assertThat(density.logDensity(new Configuration(Map.of("kind", "b", "x", 0.3))))
                .isCloseTo(Math.log(prior.density(x.domain(), 0.3)), within(1e-12));
        assertThat(PriorDensity.of(new SearchSpace(List.of(kind), List.of()))).isEmpty();
    }

    @Test
    void completesAConfiguration() {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter(
                                "kind",
                                new CategoricalDomain(List.of("a", "b")),
                                null,
                                new Prior.Weights(List.of(1.0, 2.0))),
                        new Parameter("rate", new FloatDomain(1e-4, 1, Scale.LOG), null),
                        new Parameter("depth", new IntDomain(1, 9, Scale.LINEAR), null, new Prior.Around(3, 1)),
                        new Parameter("only_a", new FixedDomain(1), new Condition(Map.of("kind", List.of("a"))))),
                List.of());
        assertThat(space.completed(Map.of("only_a", 1L)).toString()).isEqualTo("kind=b rate=0.01 depth=3");
        assertThat(space.completed(Map.of("kind", "a", "depth", 9L)).toString())
                .isEqualTo("kind=a rate=0.01 depth=9 only_a=1");
    }
}
