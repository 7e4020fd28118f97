package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PercentileStoppingTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Schedulers.of(SchedulerSpec.Percentile.DEFAULT);
    }

    private Decision decide(double value) {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 9; id++) {
            trials.add(SampleTrials.running(id, ACCURACY, id / 10.0));
        }
        Trial trial = SampleTrials.running(10, ACCURACY, value);
        trials.add(trial);
        return scheduler().decide(trial, History.of(trials), ACCURACY);
    }

    @Test
    void asksForTheBestQuarter() {
        // Of .9, .8, ... .1 the third from the best is a quarter of the way to the worst.
        assertThat(decide(.69))
                .isEqualTo(Decision.stop(
                        "stopped at epoch 1: accuracy 0.69 is worse than 0.7, the bound of the best 25 % of 9 others"));
        assertThat(decide(.7)).isEqualTo(Decision.CONTINUE);
        assertThat(decide(.95)).isEqualTo(Decision.CONTINUE);
    }

    @Property(tries = 100)
    void isTheMedianRuleAtFifty(@ForAll long seed) {
        Scheduler half = Schedulers.of(new SchedulerSpec.Percentile(50, 4, 1));
        Scheduler median = Schedulers.of(SchedulerSpec.Median.DEFAULT);
        List<Trial> trials = curves(seed, ACCURACY);
        for (Trial trial : trials) {
            assertThat(half.decide(trial, History.of(trials), ACCURACY))
                    .isEqualTo(median.decide(trial, History.of(trials), ACCURACY));
        }
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> new SchedulerSpec.Percentile(0, 4, 1)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new SchedulerSpec.Percentile(100, 4, 1)).hasMessageContaining("got 100.0");
        assertThatThrownBy(() -> new SchedulerSpec.Percentile(Double.NaN, 4, 1)).hasMessageContaining("got NaN");
    }
}
