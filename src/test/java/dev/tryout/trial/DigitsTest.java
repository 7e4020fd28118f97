package dev.tryout.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0.8025, 0.8025",
        "-0.25, -0.2500",
        "0, 0.0000",
        "-0.0, 0.0000",
        "0.001, 0.0010",
        "0.00098765, 9.877e-04",
        "0.000031, 3.1e-05",
        "-0.00001, -1e-05",
        "1.0e-300, 1e-300",
        "12.3456, 12.35",
        "9999.5, 9999.50",
        "123456.7, 123457",
        "2.5e9, 2.5e+09",
        "1.0e10, 1e+10",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void showsWhatAValueTells(double value, String text) {
        assertThat(Digits.text(value)).isEqualTo(text);
    }
}
