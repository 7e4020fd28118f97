package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AshaStoppingTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return asha(1, 3);
    }

    private static Scheduler asha(int minEpochs, int reductionFactor) {
        return Schedulers.of(new SchedulerSpec.Asha(minEpochs, reductionFactor, SchedulerSpec.Kind.STOPPING));
    }

    @Test
    void keepsTheBestThirdOfWhatIsRecordedSoFar() {
        // By hand, factor 3: floor(n / 3) places, one at least.
        double[] arriving = {.50, .40, .60, .45, .70, .65, .55, .66, .62};
        boolean[] goesOn = {true, false, true, false, true, true, false, true, false};
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < arriving.length; i++) {
            Trial trial = SampleTrials.running(i + 1, ACCURACY, arriving[i]);
            trials.add(trial);
            assertThat(scheduler().decide(trial, History.of(trials), ACCURACY).action() == Decision.Action.CONTINUE)
                    .as("trial %s with %s", i + 1, arriving[i])
                    .isEqualTo(goesOn[i]);
        }
    }

    @Test
    void namesRankAndRung() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 19; id++) {
            trials.add(SampleTrials.running(id, ACCURACY, 0.1, id == 19 ? 0.055 : 0.01 * id));
        }
        assertThat(asha(1, 2).decide(trials.get(18), History.of(trials), ACCURACY))
                .isEqualTo(Decision.stop("stopped at epoch 2: 14th of 19 on rung 2"));
    }

    @Test
    void decidesOnRungsAlone() {
        List<Trial> rivals = List.of(
                SampleTrials.running(1, LOSS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                SampleTrials.running(2, LOSS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        List<Integer> stops = new ArrayList<>();
        for (int epoch = 1; epoch <= 10; epoch++) {
            double[] values = new double[epoch];
            Arrays.fill(values, 1);
            Trial worst = SampleTrials.running(3, LOSS, values);
            List<Trial> trials = new ArrayList<>(rivals);
            trials.add(worst);
            if (asha(2, 2).decide(worst, History.of(trials), LOSS).action() == Decision.Action.STOP) {
                stops.add(epoch);
            }
        }
        assertThat(stops).containsExactly(2, 4, 8);
    }

    @Test
    void hasNoRungAtTheLastEpoch() {
        Trial rival = SampleTrials.running(1, LOSS, 0, 0, 0);
        Trial last = Trial.suggested(2, new Configuration(Map.of()), "", 3)
                .assigned("w", 1, 0)
                .measured(new Measurement(3, Map.of("loss", 1.0), 0));
        Trial longer = Trial.suggested(2, new Configuration(Map.of()), "", 4)
                .assigned("w", 1, 0)
                .measured(new Measurement(3, Map.of("loss", 1.0), 0));
        // Trial 2 skipped rung 1 too, so that its first report decides, on the highest rung that it has passed.
        assertThat(scheduler().decide(longer, History.of(List.of(rival, longer)), LOSS))
                .isEqualTo(Decision.stop("stopped at epoch 3: 2nd of 2 on rung 2"));
        assertThat(scheduler()
                        .decide(last, History.of(List.of(rival, last)), LOSS)
                        .reason())
                .endsWith("on rung 1");
    }

    @Test
    void neverLetsNaNGoOnAtARung() {
        Trial diverged = SampleTrials.running(1, LOSS, Double.NaN);
        assertThat(scheduler().decide(diverged, History.of(List.of(diverged)), LOSS))
                .isEqualTo(Decision.stop("stopped at epoch 1: loss is NaN on rung 1"));
        Trial silent = SampleTrials.running(1, ACCURACY, 0.5);
        assertThat(scheduler().decide(silent, History.of(List.of(silent)), LOSS).action())
                .isEqualTo(Decision.Action.STOP);
    }

    @Test
    void ranksNaNBehindEveryValue() {
        Trial diverged = SampleTrials.running(1, LOSS, Double.NaN);
        Trial bad = SampleTrials.running(2, LOSS, 1e9);
        assertThat(scheduler().decide(bad, History.of(List.of(diverged, bad)), LOSS))
                .isEqualTo(Decision.CONTINUE);
    }

    @Test
    void ranksTheEarlierOfEqualsFirst() {
        List<Trial> equal = List.of(
                SampleTrials.running(1, LOSS, 0.5),
                SampleTrials.running(2, LOSS, 0.5),
                SampleTrials.running(3, LOSS, 0.5));
        assertThat(scheduler().decide(equal.get(0), History.of(equal), LOSS)).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler().decide(equal.get(1), History.of(equal), LOSS).reason())
                .contains("2nd of 3");
    }

    @Test
    void goesOnAfterARestartWithoutPassingTheRungAgain() {
        Trial restarted = SampleTrials.running(1, LOSS, 0.9)
                .lost(true, false, "gone", 1)
                .assigned("other", 2, 2)
                .measured(new Measurement(2, Map.of("loss", 0.9), 1));
        List<Trial> trials = new ArrayList<>(List.of(restarted));
        for (int id = 2; id < 10; id++) {
            trials.add(SampleTrials.ended(TrialState.PRUNED, id, new Configuration(Map.of()), LOSS, 0.1));
        }
        assertThat(scheduler().decide(restarted, History.of(trials), LOSS)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void judgesTheRungsEpochNotTheBestOrTheLatest() {
        Trial trial = SampleTrials.running(2, LOSS, 0.1, 0.1, 0.8);
        Trial rival = SampleTrials.running(1, LOSS, 0.5, 0.5, 0.5, 0.9);
        assertThat(scheduler()
                        .decide(trial, History.of(List.of(rival, trial)), LOSS)
                        .action())
                .isEqualTo(Decision.Action.STOP);
    }
}
