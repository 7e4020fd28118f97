package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdStoppingTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Schedulers.of(new SchedulerSpec.Threshold(0.5, 1));
    }

    private static Decision decide(double threshold, int minEpochs, Metric metric, double... values) {
        Trial trial = SampleTrials.running(1, metric, values);
        return Schedulers.of(new SchedulerSpec.Threshold(threshold, minEpochs))
                .decide(trial, History.of(List.of(trial)), metric);
    }

    @Test
    void stopsWhatIsWorseThanTheBound() {
        assertThat(decide(3, 1, LOSS, 3.5)).isEqualTo(Decision.stop("stopped at epoch 1: loss 3.5 is above 3"));
        assertThat(decide(3, 1, LOSS, 3)).isEqualTo(Decision.CONTINUE);
        assertThat(decide(.2, 1, ACCURACY, .1))
                .isEqualTo(Decision.stop("stopped at epoch 1: accuracy 0.1 is below 0.2"));
        assertThat(decide(.2, 1, ACCURACY, .9)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void givesEveryTrialItsFirstEpochs() {
        assertThat(decide(3, 2, LOSS, 4)).isEqualTo(Decision.CONTINUE);
        assertThat(decide(3, 2, LOSS, 4, 4).reason()).isEqualTo("stopped at epoch 2: loss 4 is above 3");
    }

    @Test
    void judgesTheLatestValue() {
        assertThat(decide(3, 1, LOSS, 1, 4).action()).isEqualTo(Decision.Action.STOP);
        assertThat(decide(3, 1, LOSS, 1, Double.NaN)).isEqualTo(Decision.stop("stopped at epoch 2: loss is NaN"));
    }

    @Test
    void refusesABoundThatIsNone() {
        assertThatThrownBy(() -> new SchedulerSpec.Threshold(Double.NaN, 1)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new SchedulerSpec.Threshold(1, 0)).hasMessage("min_epochs must be 1 or more, got 0");
    }
}
