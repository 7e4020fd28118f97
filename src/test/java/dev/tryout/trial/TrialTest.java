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
                .lost(true, false, "gone", 150)
                .assigned("b", 2, 200)
                .ended(TrialState.COMPLETE, "", 300);
        assertThat(trial.spans()).containsExactly(new Span("a", 1, 100, 150L), new Span("b", 2, 200, 300L));
        assertThat(trial.worker()).contains("b");
    }

    @Test
    void countsItsWorkersFailuresAndForgivesThemWithAnEpoch() {
        Trial lostTwice = Trial.suggested(1, EMPTY, "", 3)
                .assigned("a", 1, 0)
                .lost(true, false, "gone", 1)
                .assigned("a", 2, 2)
                .lost(false, false, "paused", 3)
                .assigned("a", 3, 4)
                .lost(true, false, "gone", 5);
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
    void goesOnWithWhatItHasWhereAFailedTrialIsRetried() {
        Trial failed = Trial.suggested(1, EMPTY, "", 3)
                .assigned("a", 1, 0)
                .measured(new Measurement(1, Map.of("loss", 1.0), 1))
                .lost(true, false, "gone", 5)
                .assigned("a", 2, 6)
                .ended(TrialState.FAILED, "it crashed", 7);
        Trial retried = failed.retried();
        assertThat(retried.state()).isEqualTo(TrialState.WAITING);
        assertThat(retried.attempt()).isEqualTo(2);
        assertThat(retried.measurements()).isEqualTo(failed.measurements());
        assertThat(retried.infrastructureFailures()).isEqualTo(1);
        assertThat(retried.fruitlessAttempts()).isZero();
        assertThatThrownBy(() -> SampleTrials.ended(TrialState.PRUNED, 1, EMPTY, LOSS, 1.0)
                        .retried())
                .hasMessage("trial 1 cannot go from PRUNED to WAITING");
    }

    @Test
    void isLostByAWorkerOnlyOnceItHasOne() {
        for (TrialState state : TrialState.values()) {
            assertThat(TrialState.WAITING.canBecome(state)).isEqualTo(state != TrialState.LOST);
        }
    }

    @Test
    void takesOverWhatAnotherTrialOfItsRunMeasured() {
        Measurement first = new Measurement(1, Map.of("loss", 2.0), 1);
        Trial trial = Trial.suggested(2, EMPTY, "", Origin.shared(1), 3)
                .shared(List.of(first), 2, "because")
                .assigned("a", 1, 0)
                .measured(new Measurement(2, Map.of("loss", 1.0), 1));
        assertThat(trial.measurements()).hasSize(2);
        assertThat(trial.trained()).extracting(Measurement::epoch).containsExactly(2);
        assertThat(trial.target()).isEqualTo(2);
        assertThat(trial.origin()).isEqualTo(new Origin(1, true, List.of(1), 0));
    }

    @Test
    void isNotAddedWhereItSharesAllOfItsEpochs() {
        Measurement only = new Measurement(1, Map.of("loss", 2.0), 1);
        Trial trial = Trial.suggested(2, EMPTY, "", Origin.shared(1), 1)
                .shared(List.of(only), 1, "")
                .ended(TrialState.COMPLETE, "", 0);
        assertThat(trial.isAdded()).isFalse();
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
