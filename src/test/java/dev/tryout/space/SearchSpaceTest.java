package dev.tryout.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final Parameter OPTIMIZER =
            new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd")), null);
    private static final Parameter MOMENTUM = new Parameter(
            "momentum",
            new CategoricalDomain(List.of(0.0, 0.8, 0.9)),
            new Condition(Map.of("optimizer", List.of("sgd"))));
    private static final Parameter NESTEROV = new Parameter(
            "nesterov",
            new CategoricalDomain(List.of(true, false)),
            new Condition(Map.of("momentum", List.of(0.8, 0.9))));
    private static final Parameter EPOCHS = new Parameter("epochs", new FixedDomain(3), null);
    private static final SearchSpace SPACE = new SearchSpace(
            List.of(EPOCHS, OPTIMIZER, MOMENTUM, NESTEROV), List.of(Constraint.parse("momentum < 0.85 or nesterov")));

    private static Configuration configuration(Object... namesAndValues) {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Configuration(values);
    }

    @Test
    void leavesInactiveParametersOut() {
        assertThat(SPACE.fromUnit(new double[] {0.1, 0.9, 0.9}))
                .isEqualTo(configuration("epochs", 3, "optimizer", "adamw"));
        assertThat(SPACE.fromUnit(new double[] {0.9, 0.1, 0.9}))
                .isEqualTo(configuration("epochs", 3, "optimizer", "sgd", "momentum", 0.0));
        assertThat(SPACE.fromUnit(new double[] {0.9, 0.9, 0.9}))
                .isEqualTo(configuration("epochs", 3, "optimizer", "sgd", "momentum", 0.9, "nesterov", false));
    }

    @Property
    void returnsToTheSameConfiguration(@ForAll @Size(3) List<@DoubleRange(min = 0, max = 1) Double> position) {
        Configuration configuration = SPACE.fromUnit(
                position.stream().mapToDouble(Double::doubleValue).toArray());
        double[] point = SPACE.toUnit(configuration);
        assertThat(point).hasSize(3);
        assertThat(SPACE.fromUnit(point)).isEqualTo(configuration);
        assertThat(SPACE.contains(configuration)).isEqualTo(SPACE.satisfies(configuration));
    }

    @Test
    void marksInactivePositions() {
        assertThat(SPACE.toUnit(configuration("epochs", 3, "optimizer", "adamw")))
                .containsExactly(0.25, Double.NaN, Double.NaN);
    }

    @Test
    void containsExactlyWhatItsRulesAllow() {
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "adamw")))
                .isTrue();
        assertThat(SPACE.contains(configuration("optimizer", "adamw"))).isFalse();
        assertThat(SPACE.contains(configuration("epochs", 4, "optimizer", "adamw")))
                .isFalse();
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "lion")))
                .isFalse();
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "sgd")))
                .isFalse();
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "adamw", "momentum", 0.8)))
                .isFalse();
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "adamw", "other", 1)))
                .isFalse();
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "sgd", "momentum", 0.9, "nesterov", false)))
                .isFalse();
        assertThat(SPACE.contains(configuration("epochs", 3, "optimizer", "sgd", "momentum", 0.9, "nesterov", true)))
                .isTrue();
    }

    @Test
    void whatIsFixedTellsNoConfigurationFromAnother() {
        SearchSpace space = new SearchSpace(List.of(OPTIMIZER, EPOCHS), List.of());
        Configuration sgd = new Configuration(Map.of("optimizer", "sgd"));
        assertThat(space.distinct(sgd.with("epochs", 3))).isEqualTo(sgd);
        assertThat(space.distinct(sgd.with("epochs", 4))).isEqualTo(sgd.with("epochs", 4));
        Configuration fixed = new Configuration(Map.of("epochs", 3));
        assertThat(new SearchSpace(List.of(EPOCHS), List.of()).distinct(fixed)).isEqualTo(fixed);
    }

    @Test
    void tellsTheGridsSize() {
        assertThat(SPACE.gridSize()).contains(BigInteger.valueOf(12));
        Parameter rate = new Parameter("rate", new FloatDomain(0, 1, Scale.LINEAR), null);
        assertThat(new SearchSpace(List.of(rate), List.of()).gridSize()).isEmpty();
        List<Parameter> many = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> new Parameter("p" + i, new IntDomain(1, 1_000, Scale.LINEAR), null))
                .toList();
        assertThat(new SearchSpace(many, List.of()).gridSize()).contains(BigInteger.TEN.pow(120));
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> new SearchSpace(List.of(MOMENTUM, OPTIMIZER), List.of()))
                .hasMessageContaining("'momentum' depends on 'optimizer'");
        assertThatThrownBy(() -> new SearchSpace(List.of(EPOCHS, EPOCHS), List.of()))
                .hasMessage("parameter 'epochs' is there twice");
        assertThatThrownBy(() -> new SearchSpace(List.of(EPOCHS), List.of(Constraint.parse("depth > 1"))))
                .hasMessageContaining("names 'depth', which is no parameter");
        assertThatThrownBy(() -> new Parameter("a b", new FixedDomain(1), null)).hasMessageContaining("'a b'");
    }
}
