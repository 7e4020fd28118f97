package dev.tryout.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @Test
    void isEqualWhateverTheOrderAndTheBoxing() {
        Map<String, Object> reversed = new LinkedHashMap<>();
        reversed.put("b", 2L);
        reversed.put("a", 0.5f);
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put("a", 0.5);
        ordered.put("b", 2);
        assertThat(new Configuration(reversed))
                .isEqualTo(new Configuration(ordered))
                .hasSameHashCodeAs(new Configuration(ordered));
    }

    @Test
    void doesNotChangeWithTheMapThatItWasMadeOf() {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("a", 1));
        Configuration configuration = new Configuration(values);
        values.put("b", 2);
        assertThat(configuration.values()).containsOnlyKeys("a");
        assertThatThrownBy(() -> configuration.values().put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void readsValuesWithDefaults() {
        Configuration configuration = new Configuration(Map.of("rate", 0.1, "epochs", 3, "kind", "sgd"));
        assertThat(configuration.number("rate", 1)).isEqualTo(0.1);
        assertThat(configuration.number("epochs", 1)).isEqualTo(3);
        assertThat(configuration.integer("epochs", 1)).isEqualTo(3);
        assertThat(configuration.integer("depth", 7)).isEqualTo(7);
        assertThat(configuration.text("kind", "")).isEqualTo("sgd");
        assertThatThrownBy(() -> configuration.number("kind", 1)).hasMessage("kind must be a number, got 'sgd'");
    }

    @ParameterizedTest
    @CsvSource({"0.25,0.25", "1.0,1", "0.0000123456,1.235e-05", "123456.0,1.235e+05", "0.001,0.001"})
    void writesNumbersAsPeopleReadThem(double value, String text) {
        assertThat(Configuration.format(value)).isEqualTo(text);
    }
}
