package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {
    @ParameterizedTest
    @CsvSource({
        "0.8125, 0.8125",
        "0, 0.0000",
        "-0.5, -0.5000",
        "12.3456, 12.35",
        "123456, 123456",
        "0.00012345, 1.235e-04",
        "NaN, –"
    })
    void scoresKeepTheDigitsThatTell(double value, String shown) {
        assertThat(Show.score(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "7.46, 7.5 s", "59.4, 59 s", "59.6, 1 min 0 s", "3599, 59 min 59 s", "7260, 2 h 1 min"})
    void durationsHaveTwoUnitsAtMost(double seconds, String shown) {
        assertThat(Show.seconds(seconds)).isEqualTo(shown);
    }

    @Test
    void countsAgreeWithTheirNoun() {
        assertThat(Show.count(1, "trial")).isEqualTo("1 trial");
        assertThat(Show.count(1200, "epoch")).isEqualTo("1,200 epochs");
    }

    @Test
    void cutsAMessageAtItsFirstLineAndSaysSo() {
        assertThat(Show.firstLine("short", 20)).isEqualTo("short");
        assertThat(Show.firstLine("first\nsecond", 20)).isEqualTo("first …");
        assertThat(Show.firstLine("a long message", 6)).isEqualTo("a long …");
        assertThat(Show.firstLine("", 6)).isEmpty();
    }
}
