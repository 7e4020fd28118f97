package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AshaPromotionTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Schedulers.of(SchedulerSpec.Asha.DEFAULT);
    }

    private static Trial paused(int id, Metric metric, double... values) {
        return SampleTrials.ended(TrialState.PAUSED, id, new Configuration(Map.of()), metric, values);
    }

    private static Trial fresh(int id, int epochs) {
        return Trial.suggested(id, new Configuration(Map.of()), "", epochs);
    }

    private Promotion promotion(List<Trial> trials) {
        return scheduler().promote(History.of(trials), LOSS).orElseThrow();
    }

    @Test
    void pausesOnEveryRungAndNamesRankAndRung() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 12; id++) {
            trials.add(SampleTrials.running(id, ACCURACY, .1, .1, id == 12 ? 0.075 : 0.01 * id));
        }
        assertThat(scheduler().decide(trials.get(11), History.of(trials), ACCURACY))
                .isEqualTo(Decision.pause("paused at epoch 3: 5th of 12 on rung 2"));
    }

    @Test
    void targetsTheNextRungOrTheLastEpoch() {
        assertThat(scheduler().target(fresh(1, 9))).isEqualTo(1);
        assertThat(scheduler().target(fresh(1, 1))).isEqualTo(1);
        assertThat(scheduler().target(paused(1, LOSS, .5))).isEqualTo(3);
        assertThat(scheduler().target(paused(1, LOSS, .5, .5))).isEqualTo(3);
        Trial last = fresh(1, 8).assigned("w", 1, 0).measured(new Measurement(3, Map.of("loss", .5), 1));
        assertThat(scheduler().target(last)).isEqualTo(8);
    }

    @Test
    void promotesTheBestThirdOfTheHighestRungThatHasOne() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 9; id++) {
            trials.add(paused(id, LOSS, .1 * id));
        }
        assertThat(promotion(trials)).isEqualTo(new Promotion(1, 3, "promoted to rung 2: 1st of 9 on rung 1"));
        trials.set(0, paused(1, LOSS, .1, .1, .9));
        assertThat(promotion(trials)).isEqualTo(new Promotion(2, 3, "promoted to rung 2: 2nd of 9 on rung 1"));
        trials.set(1, paused(2, LOSS, .2, .2, .8));
        trials.set(2, paused(3, LOSS, .3, .3, .7));
        // Rung 2 has three, so that its best goes on before anything on rung 1 would.
        assertThat(promotion(trials)).isEqualTo(new Promotion(3, 9, "promoted to rung 3: 1st of 3 on rung 2"));
        trials.set(2, paused(3, LOSS, .3, .3, .7, .7, .7, .7, .7, .7, .7));
        assertThat(scheduler().promote(History.of(trials), LOSS)).isEmpty();
    }

    @Test
    void promotesToTheLastEpochFromTheLastRung() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            Trial trial = fresh(id, 5).assigned("w", 1, 0);
            for (int epoch = 1; epoch <= 3; epoch++) {
                trial = trial.measured(new Measurement(epoch, Map.of("loss", 1.0 * id), 1));
            }
            trials.add(trial.ended(TrialState.PAUSED, "", 0));
        }
        assertThat(promotion(trials)).isEqualTo(new Promotion(1, 5, "promoted to its last epoch: 1st of 3 on rung 2"));
    }

    @Test
    void countsTrialsThatRunOrAreOverAndPromotesPausedOnesAlone() {
        List<Trial> trials = new ArrayList<>(List.of(
                SampleTrials.running(1, LOSS, .1),
                SampleTrials.ended(TrialState.COMPLETE, 2, new Configuration(Map.of()), LOSS, .2),
                paused(3, LOSS, .3)));
        for (int id = 4; id <= 8; id++) {
            trials.add(SampleTrials.ended(TrialState.FAILED, id, new Configuration(Map.of()), LOSS, Double.NaN));
        }
        assertThat(scheduler().promote(History.of(trials), LOSS)).isEmpty();
        trials.add(paused(9, LOSS, .9));
        assertThat(promotion(trials).reason()).isEqualTo("promoted to rung 2: 3rd of 9 on rung 1");
    }

    @Test
    void stopsATrialWithNothingToRankBy() {
        Trial diverged = SampleTrials.running(1, LOSS, Double.NaN);
        assertThat(scheduler().decide(diverged, History.of(List.of(diverged)), LOSS))
                .isEqualTo(Decision.stop("stopped at epoch 1: loss is NaN on rung 1"));
    }

    @Test
    void keepsTheSharesOfSuccessiveHalving() {
        // Best first: of 27 trials 9 go on to epoch 3, 3 to epoch 9, and 1 to its end.
        Race race = new Race(scheduler(), LOSS, (trial, epoch) -> trial).run(27, 27);
        assertThat(race.history().trials().stream().mapToInt(Trial::lastEpoch).sum())
                .isEqualTo(18 + 6 * 3 + 2 * 9 + 27);
        assertThat(race.in(TrialState.COMPLETE)).extracting(Trial::id).containsExactly(1);
        assertThat(race.trial(3).reason()).isEqualTo("paused at epoch 9: 3rd of 3 on rung 3");
    }
}
