package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogImprovementTest {
    /** Computed with 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "3, 1.0987396653277078, 0.33284096845179524",
        "0.5, -0.35982768374506382, 0.99092271800410996",
        "0, -0.91893853320467274, 1.2533141373155003",
        "-0.5, -1.6205162643873199, 1.5598731483480797",
        "-0.999, -2.4832171154475854, 1.9035493173589594",
        "-1, -2.4851210257126413, 1.9042712333296918",
        "-1.001, -2.4870256579553892, 1.904993272734213",
        "-2, -4.7687835239171142, 2.679416883955586",
        "-5, -16.74430116266099, 5.3618162412880885",
        "-10, -55.553122036122356, 10.194383033412553",
        "-40, -808.29856835661996, 40.049906657648518",
        "-1000, -500014.73445209116, 1000.001999994",
        "-1e6, -500000000028.54996, 1000000.000002"
    })
    void isPreciseFromTheMiddleToTheFarTail(double u, double value, double slope) {
        LogImprovement improvement = LogImprovement.at(u);
        assertThat(improvement.value()).isCloseTo(value, Offset.offset(1e-11 * Math.max(1, Math.abs(value))));
        assertThat(improvement.slope()).isCloseTo(slope, Offset.offset(1e-10 * slope));
    }
}
