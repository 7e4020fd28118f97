package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianStoppingTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Schedulers.of(SchedulerSpec.Median.DEFAULT);
    }

    /** Running averages up to epoch 2: .2, .4, .6, .8. */
    private static List<Trial> four() {
        return new ArrayList<>(List.of(
                SampleTrials.running(1, ACCURACY, .1, .3, .9),
                SampleTrials.running(2, ACCURACY, .4, .4),
                SampleTrials.running(3, ACCURACY, .5, .7, .1),
                SampleTrials.running(4, ACCURACY, .8, .8)));
    }

    private Decision decide(List<Trial> others, double... values) {
        List<Trial> trials = new ArrayList<>(others);
        Trial trial = SampleTrials.running(9, ACCURACY, values);
        trials.add(trial);
        return scheduler().decide(trial, History.of(trials), ACCURACY);
    }

    @Test
    void stopsBelowTheMedianOfRunningAverages() {
        assertThat(decide(four(), .3, .49))
                .isEqualTo(Decision.stop("stopped at epoch 2: accuracy 0.49 is worse than the median 0.5 of 4 others"));
        assertThat(decide(four(), .3, .51)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void judgesATrialByItsBestValueSoFar() {
        assertThat(decide(four(), .51, .1)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void letsEqualsGoOn() {
        assertThat(decide(four(), .5, .5)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void waitsForEnoughTrialsAtTheEpoch() {
        assertThat(decide(four().subList(0, 3), .0, .0)).isEqualTo(Decision.CONTINUE);
        // At epoch 3 only two others are there.
        assertThat(decide(four(), .0, .0, .0)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void givesEveryTrialItsFirstEpochs() {
        Scheduler patient = Schedulers.of(new SchedulerSpec.Median(1, 3));
        List<Trial> trials = new ArrayList<>(four());
        trials.add(SampleTrials.running(9, ACCURACY, 0, 0));
        trials.add(SampleTrials.running(10, ACCURACY, 0, 0, 0));
        assertThat(patient.decide(trials.get(4), History.of(trials), ACCURACY)).isEqualTo(Decision.CONTINUE);
        assertThat(patient.decide(trials.get(5), History.of(trials), ACCURACY).action())
                .isEqualTo(Decision.Action.STOP);
    }

    @Test
    void neverLetsATrialWithoutAFiniteValueGoOn() {
        Trial diverged = SampleTrials.running(1, LOSS, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(scheduler().decide(diverged, History.of(List.of(diverged)), LOSS))
                .isEqualTo(Decision.stop("stopped at epoch 2: no finite loss"));
    }

    @Test
    void leavesNaNOutOfAverages() {
        List<Trial> trials = four();
        trials.add(SampleTrials.running(5, ACCURACY, Double.NaN, Double.NaN));
        trials.set(0, SampleTrials.running(1, ACCURACY, .2, Double.NaN));
        assertThat(decide(trials, .3, .49).reason()).contains("median 0.5 of 4 others");
    }

    @Test
    void minimises() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 4; id++) {
            trials.add(SampleTrials.running(id, LOSS, id));
        }
        trials.add(SampleTrials.running(5, LOSS, 2.6));
        trials.add(SampleTrials.running(6, LOSS, 2.4));
        assertThat(scheduler().decide(trials.get(4), History.of(trials), LOSS).action())
                .isEqualTo(Decision.Action.STOP);
        assertThat(scheduler().decide(trials.get(5), History.of(trials), LOSS)).isEqualTo(Decision.CONTINUE);
    }
}
