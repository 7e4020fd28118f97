package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.trial.Decision;
import dev.tryout.trial.SampleTrials;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    private static Decision decide(int patience, double minDelta, double... values) {
        return new EarlyStopping(patience, minDelta).decide(SampleTrials.running(1, ACCURACY, values), ACCURACY);
    }

    @Test
    void stopsAfterEpochsWithoutImprovement() {
        assertThat(decide(2, 0, .5, .6, .6)).isEqualTo(Decision.CONTINUE);
        assertThat(decide(2, 0, .5, .6, .6, .59)).isEqualTo(Decision.stop("no improvement of accuracy for 2 epochs"));
        assertThat(decide(1, 0, .5, .4)).isEqualTo(Decision.stop("no improvement of accuracy for 1 epoch"));
    }

    @Test
    void forgivesWhatAnImprovementMakesUpFor() {
        assertThat(decide(2, 0, .5, .4, .6, .5)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void doesNotCountASmallImprovement() {
        assertThat(decide(2, .01, .5, .505, .509).action()).isEqualTo(Decision.Action.STOP);
    }

    @Test
    void addsSmallImprovementsUp() {
        assertThat(decide(2, .01, .5, .509, .518, .527, .536)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void countsNaNAsNoImprovement() {
        assertThat(decide(2, 0, .5, Double.NaN, Double.NaN).action()).isEqualTo(Decision.Action.STOP);
        assertThat(decide(2, 0, Double.NaN, .1, .2)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void followsTheGoal() {
        assertThat(new EarlyStopping(1, 0).decide(SampleTrials.running(1, LOSS, .5, .4), LOSS))
                .isEqualTo(Decision.CONTINUE);
        assertThat(new EarlyStopping(1, 0)
                        .decide(SampleTrials.running(1, LOSS, .4, .5), LOSS)
                        .action())
                .isEqualTo(Decision.Action.STOP);
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> new EarlyStopping(0, 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new EarlyStopping(1, -1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new EarlyStopping(1, Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new SchedulerSpec.Asha(1, 1, SchedulerSpec.Kind.STOPPING))
                .hasMessage("reduction_factor must be 2 or more, got 1");
        assertThatThrownBy(() -> new SchedulerSpec.Median(0, 1)).hasMessage("startup_trials must be 1 or more, got 0");
    }
}
