package dev.tryout.trial;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.space.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialTest {
    private static final Configuration EMPTY = new Configuration(Map.of());

    @Test
    void scoresItsBestEpochTheEarliestOfEquals() {
        Trial trial = SampleTrials.running(1, ACCURACY, 0.2, 0.7, Double.NaN, 0.7, 0.5);
        assertThat(trial.score(ACCURACY)).hasValue(0.7);
        assertThat(trial.best(ACCURACY)).map(Measurement::epoch).contains(2);
    }

    @Test
    void hasNoScoreWithoutAFiniteValueOfTheMetric() {
        assertThat(SampleTrials.running(1, LOSS, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .score(LOSS))
                .isEmpty();
        assertThat(SampleTrials.running(1, ACCURACY, 0.5).score(LOSS)).isEmpty();
        assertThat(SampleTrials.running(1, ACCURACY).score(ACCURACY)).isEmpty();
    }

    @Test
    void keepsOneSpanForEachAttemptAndClosesIt() {
        Trial trial = Trial.suggested(1, EMPTY, "", 3)
                .assigned("a", 1, 100)
                .lost(true, "gone", 150)
                .assigned("b", 2, 200)
                .ended(TrialState.COMPLETE, "", 300);
        assertThat(trial.spans()).containsExactly(new Span("a", 1, 100, 150L), new Span("b", 2, 200, 300L));
        assertThat(trial.worker()).contains("b");
    }

    @Test
    void countsItsWorkersFailuresAndForgivesThemWithAnEpoch() {
        Trial lostTwice = Trial.suggested(1, EMPTY, "", 3)
                .assigned("a", 1, 0)
                .lost(true, "gone", 1)
                .assigned("a", 2, 2)
                .lost(false, "paused", 3)
                .assigned("a", 3, 4)
                .lost(true, "gone", 5);
        assertThat(lostTwice.infrastructureFailures()).isEqualTo(2);
        assertThat(lostTwice.fruitlessAttempts()).isEqualTo(2);
        Trial recovered = lostTwice.assigned("b", 4, 6).measured(new Measurement(1, Map.of("loss", 1.0), 0));
        assertThat(recovered.infrastructureFailures()).isEqualTo(2);
        assertThat(recovered.fruitlessAttempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = TrialState.class,
            names = {"COMPLETE", "PRUNED", "FAILED"})
    void isOverInAFinalState(TrialState end) {
        Trial trial = SampleTrials.ended(end, 1, EMPTY, LOSS, 1.0);
        assertThat(end.isFinal()).isTrue();
        assertThatThrownBy(() -> trial.assigned("a", 2, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("trial 1 cannot go from " + end + " to RUNNING");
    }

    @Test
    void startsOnlyByAnAssignment() {
        for (TrialState state : TrialState.values()) {
            assertThat(TrialState.WAITING.canBecome(state)).isEqualTo(state == TrialState.RUNNING);
        }
    }

    @Test
    void ordersValuesByTheGoalAndNaNLast() {
        List<Double> values = new java.util.ArrayList<>(List.of(Double.NaN, 0.1, Double.POSITIVE_INFINITY, 0.9));
        values.sort(ACCURACY.bestFirst());
        assertThat(values.subList(0, 2)).containsExactly(0.9, 0.1);
        assertThat(ACCURACY.isBetter(Double.NaN, 0.1)).isFalse();
        assertThat(ACCURACY.isBetter(0.1, Double.NaN)).isTrue();
        assertThat(LOSS.isBetter(0.1, 0.9)).isTrue();
        assertThat(LOSS.isBetter(0.1, 0.1)).isFalse();
    }

    @Test
    void refusesAMeasurementThatCannotBe() {
        assertThatThrownBy(() -> new Measurement(0, Map.of(), 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Measurement(1, Map.of(), Double.NaN)).hasMessageContaining("got NaN");
    }
}
