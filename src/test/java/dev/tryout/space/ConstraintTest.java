package dev.tryout.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {
    private static final Configuration CONFIGURATION =
            new Configuration(Map.of("freeze_depth", 3, "batch_size", 64, "optimizer", "sgd", "dropout", 0.25));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "freeze_depth >= 4 or batch_size <= 32 | false",
                "freeze_depth >= 3 or batch_size <= 32 | true",
                "optimizer == 'sgd' and dropout < 0.5 | true",
                "not optimizer == 'sgd' | false",
                "batch_size * (freeze_depth + 1) <= 256 | true",
                "batch_size / 2 - 1 == 31 | true",
                "-freeze_depth < -2.5e0 | true",
                "optimizer != \"adamw\" | true"
            })
    void comparesAndCombines(String text, boolean met) {
        assertThat(Constraint.parse(text).isMetBy(CONFIGURATION)).isEqualTo(met);
    }

    @Test
    void doesNotApplyWhereAParameterIsInactive() {
        assertThat(Constraint.parse("momentum > 1").isMetBy(CONFIGURATION)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "batch_size <=", "1 + 2", "(a < 1", "a < 1 b", "a & b", "or a < 1", "a < 'x"})
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> Constraint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("constraint");
    }
}
